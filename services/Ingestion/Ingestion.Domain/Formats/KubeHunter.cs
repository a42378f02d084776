using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>kube-hunter --report json</c>: a cluster seen from outside or from a pod.</summary>
/// <remarks>aquasecurity.github.io/kube-hunter.</remarks>
internal sealed class KubeHunter : ReportFormat
{
    public override string Name => "kube-hunter";

    public override string Tool => "kube-hunter";

    public override bool Recognises(ReportContent report) =>
        report.Json["nodes"].Exists && report.Json["services"].Exists && report.Json["vulnerabilities"].Exists
        || report.Json["vulnerabilities"].Each().FirstOrDefault() is { } first && first["hunter"].Exists && first["vulnerability"].Exists && first["location"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) => [new ReportedScan { Results = report.Json["vulnerabilities"].Each().Translate(Vulnerability) }];

    private static void Vulnerability(ReportValue item, Translation into)
    {
        var id = item["vid"].Text;
        into.Add(new ScanResult
        {
            Kind = FindingKind.Dynamic,
            // Some have no number.
            Rule = id is null or "None" ? item.Required("vulnerability") : id,
            Severity = Severities.Of(item["severity"].Text),
            Title = item["vulnerability"].Text,
            Description = item["description"].Text,
            Help = item["avd_reference"].Text,
            // "Local to Pod (kube-hunter-5pmjs)": the pod is kube-hunter's own and has another name next time.
            Url = item.Required("location").Split(" (")[0],
        });
    }
}
