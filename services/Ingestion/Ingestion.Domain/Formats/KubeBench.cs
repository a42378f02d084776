using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>kube-bench --json</c>: the CIS benchmark on a node.</summary>
/// <remarks>github.com/aquasecurity/kube-bench, check/data.go. The benchmark rates nothing: a failed check is medium, one that a person has to make is info.</remarks>
internal sealed class KubeBench : ReportFormat
{
    public override string Name => "kube-bench";

    public override string Tool => "kube-bench";

    public override bool Recognises(ReportContent report) => ControlsOf(report.Json).FirstOrDefault() is { } first && first["node_type"].Exists && first["tests"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = ControlsOf(report.Json).SelectMany(control => control["tests"].Each()
                .SelectMany(group => group["results"].Each().Translate((check, into) => Check(check, control, into)))),
        },
    ];

    /// <summary>With totals around it, alone, or one group of controls.</summary>
    private static IEnumerable<ReportValue> ControlsOf(ReportValue json) =>
        json["Controls"].IsList ? json["Controls"].Each() : json.IsList ? json.Each() : [json];

    private static void Check(ReportValue check, ReportValue control, Translation into)
    {
        if (check["status"].Text is not ("FAIL" or "WARN"))
        {
            return;
        }
        into.Add(new ScanResult
        {
            Kind = FindingKind.Configuration,
            Rule = check.Required("test_number"),
            Severity = check["status"].Is("FAIL") ? Severity.Medium : Severity.Info,
            Title = check["test_desc"].Text,
            Description = check["reason"].Text,
            Help = check["remediation"].Text,
            Path = control["node_type"].Text ?? RepositoryPath.Root,
            // Each version of the benchmark numbers anew.
            Resource = control["version"].Text,
        });
    }
}
