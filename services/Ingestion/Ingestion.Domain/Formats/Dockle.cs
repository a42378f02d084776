using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>dockle --format json</c>: how a container image is built.</summary>
/// <remarks>github.com/goodwithtech/dockle, pkg/report/json.go.</remarks>
internal sealed class Dockle : ReportFormat
{
    public override string Name => "dockle";

    public override string Tool => "dockle";

    public override bool Recognises(ReportContent report) => report.Json["summary"]["fatal"].Exists && report.Json["summary"]["pass"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Target = report.Json["image"].Text is { } image ? ImageName.Repository(image) : null,
            Results = report.Json["details"].Each().Translate(Detail),
        },
    ];

    private static void Detail(ReportValue detail, Translation into)
    {
        var level = detail["level"].Text;
        if (level is "PASS" or "SKIP")
        {
            return;
        }
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = detail.Required("code"),
                Severity = level switch { "FATAL" => Severity.High, "WARN" => Severity.Medium, "INFO" => Severity.Low, _ => Severity.Info },
                Title = detail["title"].Text,
                Description = string.Join('\n', detail["alerts"].Texts.Take(20)),
                Path = RepositoryPath.Root,
            },
            // By .dockleignore or an option.
            level is "IGNORE" ? new Verdict(TriageDecision.RiskAccepted) : null);
    }
}
