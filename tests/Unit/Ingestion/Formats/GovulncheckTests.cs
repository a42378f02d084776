using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GovulncheckTests
{
    [Fact]
    public void What_the_code_calls_is_high_under_the_ids_of_its_advisory()
    {
        var found = ReportFiles.Read("govulncheck/govulncheck.json")["CVE-2026-4001"];

        Assert.Equal((Severity.High, "pkg:golang/example.org/parse@v1.2.0", "v1.20.5", "cmd/main.go", 13), (found.Severity, found.Package, found.FixedIn, found.Path, found.Line));
    }

    [Fact]
    public void A_module_that_is_only_required_is_low()
    {
        var found = ReportFiles.Read("govulncheck/govulncheck.json")["GO-2026-0002"];

        Assert.Equal((Severity.Low, "pkg:golang/example.org/slow@v0.1.0"), (found.Severity, found.Package));
    }

    [Fact]
    public void A_package_that_is_imported_is_medium()
    {
        var found = ReportFiles.Read("govulncheck/list.json")["GO-2026-0003"];

        Assert.Equal((Severity.Medium, "pkg:golang/stdlib@v1.20.1"), (found.Severity, found.Package));
    }

    [Fact]
    public void Before_version_1_a_graph_says_what_is_called() => Assert.Equal(
        [("CVE-2026-4002", Severity.High, "pkg:golang/stdlib"), ("GO-2022-0970", Severity.Low, "pkg:golang/example.org/parse")],
        ReportFiles.Read("govulncheck/before-version-1.json").Results.Select(result => (result.Rule, result.Severity, result.Package)));
}
