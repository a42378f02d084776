using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class PipAuditTests
{
    [Fact]
    public void A_vulnerability_has_the_CVE_id_and_a_medium_severity_because_pip_audit_rates_nothing()
    {
        var found = ReportFiles.Read("pip-audit/audit.json")["CVE-2026-4911"];

        Assert.Equal((Severity.Medium, "pkg:pypi/Django_Rest@3.2.9", "3.2.10, 4.0"), (found.Severity, found.Package, found.FixedIn));
        Assert.Equal(["PYSEC-2026-439", "GHSA-23cf-ghjm-pqrv"], found.Aliases);
    }

    [Fact]
    public void A_package_that_is_not_on_PyPI_costs_nothing() => Assert.Equal((2, true), (ReportFiles.Read("pip-audit/audit.json").Results.Count, ReportFiles.Read("pip-audit/audit.json").Scan.Complete));

    [Fact]
    public void The_list_alone_is_read() => Assert.Equal("pkg:pypi/aiohttp@3.6.2", ReportFiles.Read("pip-audit/list.json")["PYSEC-2026-76"].Package);
}
