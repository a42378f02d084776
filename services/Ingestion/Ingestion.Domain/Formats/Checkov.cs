using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>checkov --output json</c>: of one framework, or a list of them; settings, secrets and packages.</summary>
/// <remarks>checkov.io/8.Outputs/JSON.html. Without the vendor's platform checkov rates nothing.</remarks>
internal sealed class Checkov : ReportFormat
{
    public override string Name => "checkov";

    public override string Tool => "checkov";

    public override bool Recognises(ReportContent report)
    {
        var first = report.Json.IsList ? report.Json.Each().FirstOrDefault() ?? ReportValue.None : report.Json;
        return first["check_type"].Exists && first["results"].Exists || first["checkov_version"].Exists && first["failed"].Exists;
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = (report.Json.IsList ? report.Json.Each() : [report.Json]).SelectMany(Framework) }];

    private static IEnumerable<Reported> Framework(ReportValue framework)
    {
        var secrets = framework["check_type"].Is("secrets");
        return framework["results"]["failed_checks"].Each().Translate((check, into) => Check(check, secrets, into, null))
            .Concat(framework["results"]["skipped_checks"].Each().Translate((check, into) =>
                Check(check, secrets, into, new Verdict(TriageDecision.RiskAccepted, check["check_result"]["suppress_comment"].Text))));
    }

    private static void Check(ReportValue check, bool isSecret, Translation into, Verdict? verdict)
    {
        var details = check["vulnerability_details"];
        var path = RepositoryPath.Normalise(check.First("repo_file_path", "file_path") ?? check.Required("file_path"));
        var found = new ScanResult
        {
            Kind = isSecret ? FindingKind.Secret : FindingKind.Configuration,
            Rule = check.Required("check_id"),
            Severity = Severities.Of(check["severity"].Text, otherwise: Severity.Medium),
            Title = check["check_name"].Text,
            Help = check["guideline"].Text,
            Path = path,
            Line = check["file_line_range"].Each().FirstOrDefault()?.Positive,
            Resource = isSecret ? null : check["resource"].Text,
        };
        if (details["package_name"].Text is not { } package)
        {
            into.Add(found, verdict);
            return;
        }
        if (details["id"].Text is null && details["license"].Exists)
        {
            return;
        }
        var cvss = details["cvss"].Score;
        into.AddVulnerability(
            found with
            {
                Kind = FindingKind.Dependency,
                Rule = details.Required("id"),
                Severity = Severities.Of(details["severity"].Text, cvss),
                Cvss = cvss,
                Description = details["description"].Text,
                Help = details["link"].Text,
                Package = PackageUrl.OrNull(details["purl"].Text) ?? PackageUrl.OfEcosystem(details["package_type"].Text, package, details["package_version"].Text, path),
                FixedIn = details.First("lowest_fixed_version", "fix_version") is { } version && version != "N/A" ? version : null,
                Resource = null,
            },
            [],
            verdict);
    }
}
