using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Answers of SonarQube's and SonarCloud's API: <c>api/issues/search</c> and <c>api/hotspots/search</c>.</summary>
/// <remarks>docs.sonarsource.com/sonarqube-server/extension-guide/web-api. Bugs and code smells are no findings.</remarks>
internal sealed class SonarQube : ReportFormat
{
    public override string Name => "sonarqube";

    public override string Tool => "sonarqube";

    public override bool Recognises(ReportContent report)
    {
        var json = report.Json;
        return json["hotspots"].IsList && json["paging"].Exists
            || json["issues"].IsList && (json["issues"].Each().FirstOrDefault() is { } first
                ? first["rule"].Exists && first["component"].Exists
                : json["paging"].Exists && json["components"].Exists);
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var json = report.Json;
        return
        [
            new ReportedScan
            {
                // One page of several covers a part.
                Complete = json["paging"]["total"].Positive is not { } total || json["paging"]["pageSize"].Positive is not { } size || total <= size,
                Results = json["issues"].Each().Translate(Issue).Concat(json["hotspots"].Each().Translate(Hotspot)),
            },
        ];
    }

    private static void Issue(ReportValue issue, Translation into)
    {
        var impact = issue["impacts"].Each().FirstOrDefault(impact => impact["softwareQuality"].Is("SECURITY"));
        if (issue["resolution"].Is("FIXED") || issue["resolution"].Is("REMOVED")
            || impact is null && issue["type"].Exists && !issue["type"].Is("VULNERABILITY") && !issue["type"].Is("SECURITY_HOTSPOT"))
        {
            return;
        }
        into.Add(
            Found(issue) with { Rule = issue.Required("rule"), Severity = SeverityOf(issue["severity"].Text ?? impact?["severity"].Text) },
            VerdictOf(issue["resolution"].Text ?? issue["issueStatus"].Text));
    }

    private static void Hotspot(ReportValue hotspot, Translation into)
    {
        if (!hotspot["resolution"].Is("FIXED"))
        {
            into.Add(
                Found(hotspot) with { Rule = hotspot.First("ruleKey", "securityCategory") ?? hotspot.Required("ruleKey"), Severity = Severities.Of(hotspot["vulnerabilityProbability"].Text) },
                VerdictOf(hotspot["resolution"].Text));
        }
    }

    private static ScanResult Found(ReportValue item) => new()
    {
        Kind = FindingKind.Code,
        Rule = "",
        Severity = Severity.Info,
        Title = item["message"].Text,
        Cwe = CweIds.Of(item["tags"].Texts),
        // "project:src/a.ts"
        Path = RepositoryPath.Normalise(item.Required("component").Split(':')[^1]),
        Line = (item["line"].Exists ? item["line"] : item["textRange"]["startLine"]).Positive,
        Fingerprint = item["key"].Text,
    };

    private static Verdict? VerdictOf(string? word) => word switch
    {
        "FALSE-POSITIVE" or "FALSE_POSITIVE" => new Verdict(TriageDecision.FalsePositive),
        "SAFE" => new Verdict(TriageDecision.NotAffected),
        "WONTFIX" or "ACCEPTED" or "ACKNOWLEDGED" or "EXCEPTION" => new Verdict(TriageDecision.RiskAccepted),
        _ => null,
    };

    /// <summary>Its five words, one level each; those of <c>impacts</c> are everybody's.</summary>
    private static Severity SeverityOf(string? word) => word switch
    {
        "CRITICAL" => Severity.High,
        "MAJOR" => Severity.Medium,
        _ => Severities.Of(word),
    };
}
