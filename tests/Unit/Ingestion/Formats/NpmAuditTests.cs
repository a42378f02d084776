using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class NpmAuditTests
{
    [Fact]
    public void An_advisory_is_a_result_and_a_package_that_suffers_through_another_is_none()
    {
        var report = ReportFiles.Read("npm-audit/npm7.json");
        var found = report["GHSA-23cf-ghjm-pqrv"];

        Assert.Equal(2, report.Results.Count);
        Assert.Equal((FindingKind.Dependency, Severity.High, 7.5, "pkg:npm/left-pad"), (found.Kind, found.Severity, found.Cvss, found.Package));
        Assert.Equal([400, 1333], found.Cwe);
        Assert.Equal("node_modules/left-pad", found.Path);
        Assert.Equal(["node_modules/express-cart/node_modules/left-pad"], found.AlsoAt);
    }

    [Fact]
    public void A_single_range_of_vulnerable_versions_ends_at_the_fixed_one()
    {
        Assert.Equal("1.3.1", ReportFiles.Read("npm-audit/npm7.json")["GHSA-23cf-ghjm-pqrv"].FixedIn);
        Assert.Null(ReportFiles.Read("npm-audit/npm7.json")["1000001"].FixedIn);
        Assert.Null(ReportFiles.Read("npm-audit/npm6.json")["CVE-2026-1002"].FixedIn);
    }

    [Fact]
    public void A_score_of_0_without_a_vector_is_none() => Assert.Equal(
        (Severity.Medium, null), (ReportFiles.Read("npm-audit/npm7.json")["1000001"].Severity, ReportFiles.Read("npm-audit/npm7.json")["1000001"].Cvss));

    [Fact]
    public void An_advisory_of_npm_6_has_CVE_ids_and_versions()
    {
        var found = Assert.Single(ReportFiles.Read("npm-audit/npm6.json").Results);

        Assert.Equal(("CVE-2026-1002", Severity.Critical, "pkg:npm/qs@6.5.1"), (found.Rule, found.Severity, found.Package));
        Assert.Equal(["GHSA-34cf-ghjm-pqrv"], found.Aliases);
        Assert.Equal([1321], found.Cwe);
        Assert.Equal(["body-parser>qs"], found.AlsoAt);
    }

    [Fact]
    public void An_audit_that_failed_is_a_failed_scan() => Assert.False(ReportFiles.Read("npm-audit/no-lock-file.json").Scan.Successful);
}
