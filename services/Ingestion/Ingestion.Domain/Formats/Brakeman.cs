using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>brakeman --format json</c>: Ruby on Rails.</summary>
/// <remarks>brakemanscanner.org/docs/options; lib/brakeman/report/report_json.rb in github.com/presidentbeef/brakeman. Brakeman rates its confidence, not a severity.</remarks>
internal sealed class Brakeman : ReportFormat
{
    public override string Name => "brakeman";

    public override string Tool => "brakeman";

    public override bool Recognises(ReportContent report) => report.Json["scan_info"].Exists && report.Json["warnings"].IsList;

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var json = report.Json;
        return
        [
            new ReportedScan
            {
                Time = json["scan_info"]["start_time"].Time,
                Results = json["warnings"].Each().Translate((warning, into) => Warning(warning, into, null))
                    .Concat(json["ignored_warnings"].Each().Translate((warning, into) => Warning(warning, into, new Verdict(TriageDecision.RiskAccepted, warning["note"].Text, "brakeman.ignore")))),
            },
        ];
    }

    private static void Warning(ReportValue warning, Translation into, Verdict? verdict) => into.Add(
        new ScanResult
        {
            Kind = FindingKind.Code,
            // As brakeman's SARIF has it: BRAKE0044.
            Rule = "BRAKE" + warning.Required("warning_code").PadLeft(4, '0'),
            Severity = Severity.Medium,
            Title = warning["warning_type"].Text,
            Description = warning["message"].Text,
            Help = warning["link"].Text,
            Cwe = CweIds.OfField(warning["cwe_id"].Texts),
            Path = RepositoryPath.Normalise(warning.Required("file")),
            Line = warning["line"].Positive,
            Fingerprint = warning["fingerprint"].Text,
        },
        verdict);
}
