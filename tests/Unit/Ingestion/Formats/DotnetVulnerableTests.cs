using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class DotnetVulnerableTests
{
    [Fact]
    public void Direct_and_transitive_packages_are_results_under_their_advisory()
    {
        var report = ReportFiles.Read("dotnet-vulnerable/packages.json");

        Assert.Equal(("pkg:nuget/Example.Json@12.0.3", "src/Shop/Shop.csproj", Severity.High), report["GHSA-23cf-ghjm-pqrv"] is var direct ? (direct.Package, direct.Path, direct.Severity) : default);
        Assert.Equal(("pkg:nuget/Example.Http@4.1.0", Severity.Medium), report["GHSA-34cf-ghjm-pqrv"] is var transitive ? (transitive.Package, transitive.Severity) : default);
    }

    [Fact]
    public void A_project_that_was_not_restored_is_a_failed_scan() => Assert.False(ReportFiles.Read("dotnet-vulnerable/failed.json").Scan.Successful);
}
