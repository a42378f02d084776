using System.Text.RegularExpressions;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Answers of SonarQube's and SonarCloud's API: <c>api/issues/search</c> and <c>api/hotspots/search</c>.</summary>
/// <remarks>docs.sonarsource.com/sonarqube-server/extension-guide/web-api. Bugs and code smells are no findings.</remarks>
internal sealed partial class SonarQube : ReportFormat
{
    public override string Name => "sonarqube";

    public override string Tool => "sonarqube";

    public override bool Recognises(ReportContent report)
    {
        var json = report.Json;
        return json["hotspots"].IsList && json["paging"].Exists
            || json["issues"].IsList && (json["issues"].Each().FirstOrDefault() is { } first
                ? first["rule"].Exists && first["component"].Exists
                : json["paging"].Exists && json["components"].Exists
                    // sonar-report's own JSON.
                    || json["hotspotKeys"].Exists || json["sonarBaseURL"].Exists);
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
        var found = Found(issue) with { Rule = issue.Required("rule"), Severity = SeverityOf(issue["severity"].Text ?? impact?["severity"].Text) };
        var verdict = VerdictOf(issue["resolution"].Text ?? issue["issueStatus"].Text);
        if (found.Rule.EndsWith(":UsingComponentWithKnownVulnerability", StringComparison.Ordinal) && KnownVulnerability().Match(found.Title ?? "") is { Success: true } known)
        {
            Package(found, known, verdict, into);
            return;
        }
        into.Add(found, verdict);
    }

    /// <summary>Of the Dependency-Check plug-in: <c>Filename: a-1.2.jar | Reference: CVE-2024-1 | CVSS Score: 7.5 | Category: CWE-120 | …</c>.</summary>
    private static void Package(ScanResult found, Match known, Verdict? verdict, Translation into)
    {
        var ids = VulnerabilityIds.In(known.Groups["ids"].Value);
        into.AddVulnerability(
            found with
            {
                Kind = FindingKind.Dependency,
                Rule = ids.Count > 0 ? ids[0] : found.Rule,
                Cwe = CweIds.Union(found.Cwe, CweIds.Of([known.Groups["cwe"].Value])),
                Package = DependencyCheckPackage.UrlOfFile(known.Groups["file"].Value.Trim(), null),
                Fingerprint = null,
            },
            ids,
            verdict);
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
        Path = PathOf(item.Required("component"), item["project"].Text),
        Line = (item["line"].Exists ? item["line"] : item["textRange"]["startLine"]).Positive,
        Fingerprint = item["key"].Text,
    };

    /// <summary><c>project:src/a.ts</c>, where the project's key may have colons too; the key alone is the project itself.</summary>
    private static string PathOf(string component, string? project) =>
        component == project ? RepositoryPath.Root
        : RepositoryPath.Normalise(project is not null && component.StartsWith(project + ":", StringComparison.Ordinal) ? component[(project.Length + 1)..] : component.Split(':')[^1]);

    [GeneratedRegex(@"^Filename: (?<file>[^|]{1,300})\|(.{0,200}?\|)? References?: (?<ids>[^|]{1,500})(\|.*?(?<cwe>CWE-[0-9]+))?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex KnownVulnerability();

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
