using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): a scan for each run.</summary>
internal sealed class SarifFormat : ReportFormat
{
    public override string Name => "sarif";

    /// <summary>The run's driver.</summary>
    public override string? Tool => null;

    public override bool Recognises(ReportContent report) =>
        report.Json["runs"].IsList
        && (report.Json["version"].Text?.StartsWith("2.", StringComparison.Ordinal) is true
            || report.Json["$schema"].Text?.Contains("sarif", StringComparison.OrdinalIgnoreCase) is true);

    /// <summary>Left to the reading, which names what is not as it must be.</summary>
    public override void Check(ReportContent report)
    {
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        SarifDocument.Read(new JsonSource(report.Stream, window: report.Window)).Runs.Select((run, index) => Scan(report, run, $"/runs/{index}"));

    private static ReportedScan Scan(ReportContent report, SarifRun run, string pointer) => new()
    {
        Pointer = pointer,
        Tool = run.Rules.ToolName,
        Target = TargetOf(run),
        Commit = run.Commit,
        Branch = run.Branch,
        Time = run.Invocations.Time,
        Successful = run.Invocations.Successful,
        Results = run.ResultsAt is { } at ? new SarifResults(report, run, pointer).Read(at) : null,
    };

    /// <summary>The category of <c>automationDetails.id</c>: all before its last slash; what follows names the single run (§3.17.3).</summary>
    private static string? TargetOf(SarifRun run) => run.AutomationId is { } id && id.LastIndexOf('/') is > 0 and var slash ? id[..slash] : null;
}
