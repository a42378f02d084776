using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>terrascan scan --output json</c>: settings of infrastructure.</summary>
/// <remarks>runterrascan.io/docs/usage/command_line_mode.</remarks>
internal sealed class Terrascan : ReportFormat
{
    public override string Name => "terrascan";

    public override string Tool => "terrascan";

    public override bool Recognises(ReportContent report) => report.Json["results"]["scan_summary"].Exists && report.Json["results"]["violations"] is not { Text: not null }
        || report.Json["results"]["violations"].Each().FirstOrDefault() is { } first && first["rule_id"].Exists && first["rule_name"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var results = report.Json["results"];
        return
        [
            new ReportedScan
            {
                Results = results["violations"].Each().Translate((violation, into) => Violation(violation, into, null))
                    .Concat(results["skipped_violations"].Each().Translate((violation, into) =>
                        Violation(violation, into, new Verdict(TriageDecision.RiskAccepted, violation["skip_comment"].Text)))),
            },
        ];
    }

    private static void Violation(ReportValue violation, Translation into, Verdict? verdict)
    {
        var name = string.Join('.', new[] { violation["resource_type"].Text, violation["resource_name"].Text }.OfType<string>());
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = violation.Required("rule_id"),
                Severity = Severities.Of(violation["severity"].Text),
                Title = violation["rule_name"].Text,
                Description = violation["description"].Text,
                Path = RepositoryPath.Normalise(violation.Required("file")),
                Line = violation["line"].Positive,
                Resource = name.Length > 0 ? name : null,
            },
            verdict);
    }
}
