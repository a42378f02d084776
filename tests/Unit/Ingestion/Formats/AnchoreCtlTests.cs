using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class AnchoreCtlTests
{
    [Fact]
    public void A_package_of_the_system_is_that_of_its_feed()
    {
        var found = ReportFiles.Read("anchorectl/image.json")["CVE-2026-1001"];

        Assert.Equal(("pkg:deb/debian/libssl3@3.0.11", "3.0.13", null), (found.Package, found.FixedIn, found.Path));
        Assert.Equal((Severity.High, 7.5), (found.Severity, found.Cvss));
    }

    [Fact]
    public void The_CVE_id_of_NVD_is_the_rule_and_None_is_nothing()
    {
        var found = ReportFiles.Read("anchorectl/image.json")["CVE-2026-1007"];

        Assert.Equal(("pkg:maven/json@1.2", null, "/app/web.war:WEB-INF/lib/json-1.2.jar"), (found.Package, found.FixedIn, found.Path));
        Assert.Equal((Severity.Medium, "GHSA-23cf-ghjm-pqrv"), (found.Severity, Assert.Single(found.Aliases)));
    }
}
