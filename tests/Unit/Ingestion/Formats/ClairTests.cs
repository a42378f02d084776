using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class ClairTests
{
    [Fact]
    public void Version_4_refers_to_packages_by_number()
    {
        var report = ReportFiles.Read("clair/version4.json");

        Assert.Equal(("pkg:deb/debian/libssl3@3.0.11-1", Severity.Low, 7.5), (report["CVE-2026-1001"].Package, report["CVE-2026-1001"].Severity, report["CVE-2026-1001"].Cvss));
        Assert.Equal("pkg:pypi/flask@2.2.0", report["CVE-2026-1009"].Package);
        Assert.Equal(["PYSEC-2026-9"], report["CVE-2026-1009"].Aliases);
    }

    [Theory]
    [InlineData("clair/clair-scanner.json", "CVE-2026-20839", "pkg:deb/ubuntu/systemd@237-3ubuntu10.29", Severity.Critical)]
    [InlineData("clair/klar.json", "CVE-2026-1001", "pkg:deb/debian/openssl@3.0.11", Severity.High)]
    public void A_feature_is_a_package_of_its_namespace(string file, string rule, string package, Severity severity)
    {
        var found = Assert.Single(ReportFiles.Read(file).Results);

        Assert.Equal((rule, package, severity), (found.Rule, found.Package, found.Severity));
    }

    [Fact]
    public void An_image_is_the_target_without_its_tag() => Assert.Equal("registry.example:443/shop/web", ReportFiles.Read("clair/clair-scanner.json").Scan.Target);
}
