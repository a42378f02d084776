using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Dependency-Track's File Packaging Format: the findings of a project.</summary>
/// <remarks>docs.dependencytrack.org/integrations/file-formats. Versions 1.0 to 1.3.</remarks>
internal sealed class DependencyTrackFpf : ReportFormat
{
    /// <summary>Version 3 before 4 and 2, because most sources have it.</summary>
    private static readonly string[] s_cvss = ["cvssV3", "cvssV4", "cvssV2"];

    public override string Name => "dependency-track-fpf";

    public override string Tool => "dependency-track";

    public override bool Recognises(ReportContent report) => report.Json["meta"]["application"].Is("Dependency-Track") && (report.Json["findings"].IsList || report.Json["project"].Exists);

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Target = report.Json["project"]["name"].Text,
            Version = report.Json["project"]["version"].Text,
            Time = report.Json["meta"]["timestamp"].Time,
            Results = report.Json["findings"].Each().Translate(Finding),
        },
    ];

    private static void Finding(ReportValue finding, Translation into)
    {
        var component = finding["component"];
        var vulnerability = finding["vulnerability"];
        var analysis = finding["analysis"];
        if (analysis["state"].Is("RESOLVED"))
        {
            return;
        }
        var id = vulnerability.Required("vulnId");
        var cvss = ScoreOf(vulnerability);
        var name = component["group"].Text is { } group ? $"{group}/{component.Required("name")}" : component.Required("name");
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = id,
                Severity = Severities.Of(vulnerability["severity"].Text, cvss),
                Cvss = cvss,
                Title = vulnerability.First("title", "subtitle"),
                Description = vulnerability["description"].Text,
                Cwe = CweIds.OfField(vulnerability["cwes"].Each().Select(cwe => cwe["cweId"].Text).Append(vulnerability["cweId"].Text).OfType<string>()),
                Package = PackageUrl.OrNull(component["purl"].Text) ?? PackageUrl.OfEcosystem(null, name, component["version"].Text),
                FixedIn = vulnerability["patchedVersions"].Text,
            },
            // An entry for the CVE itself is that one alone: the others have entries of their own.
            Aliases(vulnerability).Where(alias => !VulnerabilityIds.IsCve(id) || !VulnerabilityIds.IsCve(alias)),
            VerdictOf(analysis));
    }

    /// <summary>An object for each, with a member for each source (<c>cveId</c>, <c>ghsaId</c>, …).</summary>
    private static IEnumerable<string> Aliases(ReportValue vulnerability) =>
        vulnerability["aliases"].Each().SelectMany(alias => alias.Each()).Where(id => id.Name.EndsWith("Id", StringComparison.Ordinal)).Select(id => id.Text).OfType<string>();

    private static double? ScoreOf(ReportValue vulnerability) =>
        s_cvss.Select(version => vulnerability[version + "BaseScore"].Score ?? vulnerability[version + "Score"].Score ?? CvssVector.Score(vulnerability[version + "Vector"].Text))
            .FirstOrDefault(score => score is not null);

    private static Verdict? VerdictOf(ReportValue analysis) => analysis["state"].Text switch
    {
        "NOT_AFFECTED" => new Verdict(TriageDecision.NotAffected),
        "FALSE_POSITIVE" => new Verdict(TriageDecision.FalsePositive),
        _ when analysis["isSuppressed"].Is("true") => new Verdict(TriageDecision.RiskAccepted),
        _ => null,
    };
}
