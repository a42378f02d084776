using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class YarnAuditTests
{
    [Fact]
    public void A_line_of_Yarn_1_is_an_advisory_of_npm()
    {
        var found = Assert.Single(ReportFiles.Read("yarn-audit/yarn1.jsonl").Results);

        Assert.Equal(("CVE-2026-1002", "pkg:npm/qs@6.5.1", "6.5.3", Severity.High), (found.Rule, found.Package, found.FixedIn, found.Severity));
    }

    [Fact]
    public void A_line_of_Yarn_4_is_an_advisory_or_a_deprecation()
    {
        var report = ReportFiles.Read("yarn-audit/yarn4.jsonl");

        Assert.Equal(("pkg:npm/transformers@4.37.0", "4.38.0", Severity.Low), (report["GHSA-23cf-ghjm-pqrv"].Package, report["GHSA-23cf-ghjm-pqrv"].FixedIn, report["GHSA-23cf-ghjm-pqrv"].Severity));
        Assert.Equal(Severity.Medium, report["left-pad (deprecation)"].Severity);
    }

    [Fact]
    public void Yarn_2_writes_what_npm_6_does_so_that_it_has_to_be_named()
    {
        var report = System.Text.Encoding.UTF8.GetString(ReportFiles.Bytes("npm-audit/npm6.json"));

        Assert.Equal("yarn-audit", ReportFiles.Of(Payloads.ReadReport(report, new ScanQuery("shop", Format: "yarn-audit"))).Scan.Tool);
        Assert.Equal("CVE-2026-1002", Assert.Single(ReportFiles.Of(Payloads.ReadReport(report, new ScanQuery("shop", Format: "yarn-audit"))).Results).Rule);
    }

    [Fact]
    public void An_audit_that_failed_is_a_failed_scan() =>
        Assert.False(ReportFiles.Of(Payloads.ReadReport("{'type':'error','data':'No lockfile'}\n{'type':'info','data':'x'}")).Scan.Successful);
}
