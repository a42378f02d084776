using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>pip-audit --format json</c>, also that of versions before 2.5 (the list of packages alone).</summary>
/// <remarks>github.com/pypa/pip-audit#json-format, pip_audit/_format/json.py. It rates nothing.</remarks>
internal sealed class PipAudit : ReportFormat
{
    /// <summary>A package that could not be audited has no <c>vulns</c>; most have.</summary>
    private const int MostLookedAt = 1000;

    public override string Name => "pip-audit";

    public override string Tool => "pip-audit";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json["dependencies"].IsList && report.Json["fixes"].IsList
        || Packages(report.Json).Take(MostLookedAt).Any(package => package["name"].Exists && (package["vulns"].IsList || package["skip_reason"].Exists));

    protected override IReadOnlyList<string> Lists => ["dependencies"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = Packages(report.Json).SelectMany(package => package["vulns"].Each().Translate((item, into) => Vulnerability(item, package, into))),
        },
    ];

    private static IEnumerable<ReportValue> Packages(ReportValue json) => json.IsList ? json.Each() : json["dependencies"].Each();

    private static void Vulnerability(ReportValue item, ReportValue package, Translation into) => into.AddVulnerability(
        new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = item.Required("id"),
            Severity = Severity.Medium,
            Description = item["description"].Text,
            Package = PackageUrl.Of("pypi", package.Required("name"), package["version"].Text),
            FixedIn = string.Join(", ", item["fix_versions"].Texts) is { Length: > 0 } versions ? versions : null,
        },
        item["aliases"].Texts);
}
