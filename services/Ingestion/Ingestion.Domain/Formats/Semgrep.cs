using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>semgrep scan --json</c> and Opengrep's: code, secrets, and packages (Supply Chain).</summary>
/// <remarks>semgrep.dev/docs/semgrep-appsec-platform/json-and-sarif; semgrep_output_v1.atd in github.com/semgrep/semgrep-interfaces.</remarks>
internal sealed class Semgrep : ReportFormat
{
    public override string Name => "semgrep";

    public override string Tool => "semgrep";

    public override bool Recognises(ReportContent report)
    {
        var results = report.Json["results"];
        return results.IsList
            && (report.Json["paths"]["scanned"].Exists || results.Each().FirstOrDefault() is { } first && first["check_id"].Exists && first["extra"].Exists)
            || report.Json["vulns"].Each().FirstOrDefault() is { } vulnerability && vulnerability["advisory"].Exists && vulnerability["matchedDependency"].Exists;
    }

    protected override IReadOnlyList<string> Lists => ["results", "vulns"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = report.Json["results"].Each().Translate(Result).Concat(report.Json["vulns"].Each().Translate(OfDeployment)) }];

    /// <summary>A vulnerability as the API of Supply Chain lists it. Its word for the ecosystem may be another one's: the file tells it better.</summary>
    private static void OfDeployment(ReportValue item, Translation into)
    {
        var advisory = item["advisory"];
        var dependency = item["matchedDependency"];
        var file = item["dependencyFileLocation"]["path"].Text;
        var ids = advisory["references"]["cveIds"].Texts.ToList();
        var name = dependency.Required("name");
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = ids.FirstOrDefault() ?? advisory.Required("ruleId"),
                Severity = SeverityOf(advisory["severity"].Text),
                Title = advisory["title"].Text,
                Description = advisory["description"].Text,
                Help = advisory["references"]["urls"].Texts.FirstOrDefault(),
                Cwe = CweIds.OfField(advisory["references"]["cweIds"].Texts),
                Package = PackageUrl.OfEcosystem(file is null || PackageTypes.OfFile(file) is null ? advisory["ecosystem"].Text : null, name, dependency["versionSpecifier"].Text, file),
                FixedIn = item["closestSafeDependency"]["versionSpecifier"].Text,
                Path = file,
                Line = item["dependencyFileLocation"]["startLine"].Positive,
            },
            ids,
            item["triage"]["status"].Text?.ToUpperInvariant() is "IGNORED" or "DISMISSED" ? new Verdict(TriageDecision.RiskAccepted, item["triage"].First("dismissReason", "comment")) : null);
    }

    private static void Result(ReportValue item, Translation into)
    {
        var extra = item["extra"];
        var metadata = extra["metadata"];
        var found = new ScanResult
        {
            Kind = FindingKind.Code,
            Rule = item.Required("check_id"),
            Severity = SeverityOf(extra["severity"].Text),
            Title = item["check_id"].Text!.Split('.')[^1],
            Description = extra["message"].Text,
            Help = metadata.First("shortlink", "source") ?? metadata["references"].Texts.FirstOrDefault(),
            Cwe = CweIds.OfField(metadata["cwe"].Texts),
            Path = RepositoryPath.Normalise(item.Required("path")),
            Line = item["start"]["line"].Positive,
            Fingerprint = Fingerprint(extra["fingerprint"].Text),
        };
        var verdict = extra["is_ignored"].Is("true") ? new Verdict(TriageDecision.RiskAccepted, "nosemgrep") : null;
        if (extra["sca_info"].Exists)
        {
            Package(found, extra["sca_info"], metadata, into, verdict);
        }
        else if (IsSecret(extra))
        {
            // The message may quote what was matched; and a secret's fingerprint is its identity without the tool, which this one is not.
            into.Add(found with { Kind = FindingKind.Secret, Description = null, Fingerprint = null }, verdict);
        }
        else
        {
            into.Add(found.WithContext(IfLoggedIn(extra["lines"].Text)), verdict);
        }
    }

    private static void Package(ScanResult found, ReportValue supplyChain, ReportValue metadata, Translation into, Verdict? verdict)
    {
        var match = supplyChain["dependency_match"];
        var dependency = match["found_dependency"];
        into.AddVulnerability(
            found with
            {
                Kind = FindingKind.Dependency,
                Rule = metadata["sca-vuln-database-identifier"].Text ?? found.Rule,
                Package = PackageUrl.OfEcosystem(dependency["ecosystem"].Text, dependency.Required("package"), dependency["version"].Text, match["lockfile"].Text),
                Path = match["lockfile"].Text ?? found.Path,
                Fingerprint = null,
            },
            VulnerabilityIds.In(metadata["ghsa"].Text),
            verdict);
    }

    /// <summary>A rule of Semgrep Secrets, or one that is about secrets.</summary>
    private static bool IsSecret(ReportValue extra) =>
        extra["validation_state"] is { Text: not null } state && !state.Is("NO_VALIDATOR")
        || extra["historical_info"].Exists
        || extra["metadata"]["technology"].Texts.Contains("secrets", StringComparer.OrdinalIgnoreCase);

    /// <summary>What SARIF calls it too.</summary>
    private static string? Fingerprint(string? matchBasedId) => IfLoggedIn(matchBasedId) is { } id ? "matchBasedId/v1:" + id : null;

    /// <summary>Those who have not logged in get a text that is none.</summary>
    private static string? IfLoggedIn(string? text) => text is "requires login" ? null : text;

    /// <summary><c>INFO</c> is Semgrep's lowest word for a weakness (semgrep.dev/docs/writing-rules/rule-syntax).</summary>
    private static Severity SeverityOf(string? word) => word is "INFO" ? Severity.Low : Severities.Of(word);
}
