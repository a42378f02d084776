using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>ggshield secret scan --json</c>: GitGuardian.</summary>
/// <remarks>docs.gitguardian.com/ggshield-docs/reference/secret/scan. Nothing of <c>match</c>, nor of <c>ignore_sha</c>, which is a hash of the secret.</remarks>
internal sealed class GgShield : ReportFormat
{
    public override string Name => "ggshield";

    public override string Tool => "ggshield";

    public override bool Recognises(ReportContent report) =>
        // Settings (iac) are another scan, and results of old versions are not read.
        !report.Json["iac_engine_version"].Exists && !report.Json["results"].Exists && (report.Json["secrets_engine_version"].Exists || report.Json["entities_with_incidents"].Exists
        || report.Json["total_incidents"].Exists && (report.Json["scans"].Exists || report.Json["type"].Exists));

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            // Of a range of commits each is a scan of its own.
            Results = report.Json["scans"].Each().Prepend(report.Json).SelectMany(scan => scan["entities_with_incidents"].Each()
                .SelectMany(entity => entity["incidents"].Each()
                    .SelectMany(incident => incident["occurrences"].Each().Translate((occurrence, into) => Occurrence(occurrence, incident, entity, into))))),
        },
    ];

    private static void Occurrence(ReportValue occurrence, ReportValue incident, ReportValue entity, Translation into) => into.Add(
        new ScanResult
        {
            Kind = FindingKind.Secret,
            Rule = incident.First("type", "detector") ?? incident.Required("type"),
            Severity = Severities.OfWord(incident["severity"].Text) ?? (incident["validity"].Is("valid") ? Severity.Critical : Severity.High),
            Title = incident.First("type", "detector"),
            Help = incident["incident_url"].Text,
            Path = RepositoryPath.Normalise(entity.Required("filename")),
            Line = occurrence["line_start"].Positive,
        },
        incident["ignore_reason"].Exists ? new Verdict(TriageDecision.RiskAccepted) : null);
}
