using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class AsffTests
{
    [Fact]
    public void A_report_of_several_products_is_Security_Hub_s() => Assert.Equal("security-hub", ReportFiles.Read("asff/findings.json").Scan.Tool);

    [Fact]
    public void Trivy_s_package_stands_beside_the_resource()
    {
        var found = ReportFiles.Read("asff/findings.json")["CVE-2026-1549"];

        Assert.Equal(("pkg:apk/alpine/libcrypto3@3.1.4-r5", "3.1.4-r6", Severity.Medium, 5.3), (found.Package, found.FixedIn, found.Severity, found.Cvss));
    }

    [Fact]
    public void A_vulnerability_has_packages_and_a_normalised_severity()
    {
        var found = ReportFiles.Read("asff/findings.json")["CVE-2026-1002"];

        Assert.Equal(("pkg:npm/%40shop/cart@1.4.0", "1.4.1", Severity.High, 7.3), (found.Package, found.FixedIn, found.Severity, found.Cvss));
    }

    [Fact]
    public void A_control_that_failed_is_a_configuration_and_what_passed_or_is_archived_is_nothing()
    {
        var report = ReportFiles.Read("asff/findings.json");
        var decision = Assert.Single(report.Decisions);

        Assert.Equal((FindingKind.Configuration, "arn:aws:s3:::invoices", Severity.Low), (report["S3.1"].Kind, report["S3.1"].Resource, report["S3.1"].Severity));
        Assert.Equal(("S3.1", "public on purpose", "ada"), (decision.Match.Rule, decision.Justification, decision.By));
        Assert.Equal(3, report.Results.Count);
    }
}
