using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>dotnet list package --vulnerable --include-transitive --format json</c>.</summary>
/// <remarks>learn.microsoft.com/dotnet/core/tools/dotnet-package-list. Project, framework and place tell where; the package is what has to be fixed.</remarks>
internal sealed class DotnetVulnerable : ReportFormat
{
    public override string Name => "dotnet-vulnerable";

    public override string Tool => "dotnet";

    public override bool Recognises(ReportContent report) =>
        report.Json["projects"].IsList && report.Json["parameters"].Text?.Contains("--vulnerable", StringComparison.Ordinal) is true;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Successful = !report.Json["problems"].Each().Any(problem => problem["level"].Is("error")),
            Results = report.Json["projects"].Each().SelectMany(project => project["frameworks"].Each().SelectMany(framework =>
                framework["topLevelPackages"].Each().Concat(framework["transitivePackages"].Each()).SelectMany(package =>
                    package["vulnerabilities"].Each().Translate((item, into) => Vulnerability(item, package, project["path"].Text, into))))),
        },
    ];

    private static void Vulnerability(ReportValue item, ReportValue package, string? project, Translation into)
    {
        var url = item.First("advisoryurl", "advisoryUrl") ?? item.Required("advisoryurl");
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = VulnerabilityIds.FirstIn(url) ?? url,
                Severity = Severities.Of(item["severity"].Text),
                Help = url,
                Package = PackageUrl.Of("nuget", package.Required("id"), package.First("resolvedVersion", "requestedVersion")),
                Path = project,
            },
            []);
    }
}
