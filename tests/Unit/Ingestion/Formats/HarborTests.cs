using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class HarborTests
{
    [Fact]
    public void A_package_is_told_by_its_version_s_shape()
    {
        var report = ReportFiles.Read("harbor/report.json");
        var found = report["CVE-2026-1001"];

        Assert.Equal(("harbor", "shop/web"), (report.Scan.Tool, report.Scan.Target));
        Assert.Equal((Severity.High, 7.5, "pkg:apk/alpine/libcrypto3@3.1.4-r5", "3.1.4-r6"), (found.Severity, found.Cvss, found.Package, found.FixedIn));
        Assert.Equal([125], found.Cwe);
    }

    [Fact]
    public void The_score_of_NVD_goes_before_a_vendor_s() =>
        Assert.Equal((Severity.Info, 7.3, "pkg:generic/cart@1.4.0"), ReportFiles.Read("harbor/report.json")["CVE-2026-1002"] is var found ? (found.Severity, found.Cvss, found.Package) : default);
}
