using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Formats.Anchore;

/// <summary><c>anchorectl image vulnerabilities -o json</c>: a list, or an object around it.</summary>
/// <remarks>docs.anchore.com/current/docs/vulnerability_management/anchorectl.</remarks>
internal sealed class AnchoreCtl : ReportFormat
{
    public override string Name => "anchorectl";

    public override string Tool => "anchore";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        Vulnerabilities(report.Json).FirstOrDefault() is { } first && first["vuln"].Exists && first["packageName"].Exists
        || AnchoreEvaluation.IsIn(report.Json);

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = Vulnerabilities(report.Json).Translate(AnchoreVulnerability.Read).Concat(AnchoreEvaluation.Read(report.Json)) }];

    private static IEnumerable<ReportValue> Vulnerabilities(ReportValue json) => json.IsList ? json.Each() : json["vulnerabilities"].Each();
}
