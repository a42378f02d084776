using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class JfrogXrayTests
{
    [Theory]
    [InlineData("rows", "CVE-2026-1001", "pkg:deb/debian/openssl@1:3.0.11-1", "3.0.13-1", Severity.High, 7.5)]
    [InlineData("rows", "XRAY-1002", "pkg:npm/%40shop/cart@1.4.0", null, Severity.Critical, 9.1)]
    [InlineData("export", "CVE-2026-1002", "pkg:npm/lodash@4.17.4", "4.17.21", Severity.Medium, 6.5)]
    [InlineData("summary", "CVE-2026-1007", "pkg:maven/org.example/json@2.9.4", "2.9.5", Severity.Critical, 9.8)]
    [InlineData("summary", "XRAY-1004", "pkg:maven/org.shop/checkout@1.0", null, Severity.Low, null)]
    [InlineData("scan", "CVE-2026-3121", "pkg:golang/github.com/example/proto@1.3.1", "1.3.2", Severity.Medium, 8.6)]
    [InlineData("simple", "CVE-2026-4", "pkg:pypi/flask@2.2.0", "2.2.5", Severity.Low, 3.7)]
    public void Each_of_Xray_s_reports_names_component_and_id(string file, string rule, string package, string? fixedIn, Severity severity, double? cvss)
    {
        var found = ReportFiles.Read($"jfrog-xray/{file}.json")[rule];

        Assert.Equal((package, fixedIn, severity, cvss), (found.Package, found.FixedIn, found.Severity, found.Cvss));
    }

    [Fact]
    public void Licences_are_no_findings() => Assert.Single(ReportFiles.Read("jfrog-xray/export.json").Results);

    [Fact]
    public void The_issue_s_number_is_an_alias() => Assert.Equal(["XRAY-1001"], ReportFiles.Read("jfrog-xray/rows.json")["CVE-2026-1001"].Aliases);
}
