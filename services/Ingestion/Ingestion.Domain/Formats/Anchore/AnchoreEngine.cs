using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Formats.Anchore;

/// <summary>Anchore Engine's and Anchore Enterprise's answer for an image: <c>anchore-cli --json image vuln IMAGE all</c>.</summary>
/// <remarks>github.com/anchore/anchore-engine: anchore_engine/services/apiext/swagger/swagger.yaml (VulnerabilityResponse).</remarks>
internal sealed class AnchoreEngine : ReportFormat
{
    public override string Name => "anchore-engine";

    public override string Tool => "anchore";

    public override bool Recognises(ReportContent report) =>
        report.Json["vulnerabilities"].Each().FirstOrDefault() is { } first
            ? first["vuln"].Exists && first["package_name"].Exists
            : report.Json["vulnerabilities"].IsList && report.Json["vulnerability_type"].Exists;

    /// <summary>Named, an evaluation is its own too.</summary>
    public override void Check(ReportContent report)
    {
        if (!AnchoreEvaluation.IsIn(report.Json))
        {
            base.Check(report);
        }
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = report.Json["vulnerabilities"].Each().Translate(AnchoreVulnerability.Read).Concat(AnchoreEvaluation.Read(report.Json)) }];
}
