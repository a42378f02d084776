using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class CargoAuditTests
{
    [Fact]
    public void An_advisory_has_the_CVE_id_and_the_score_of_its_vector()
    {
        var found = ReportFiles.Read("cargo-audit/audit.json")["CVE-2026-26235"];

        Assert.Equal(("pkg:cargo/time@0.1.43", ">=0.2.23", Severity.Medium, 5.5), (found.Package, found.FixedIn, found.Severity, found.Cvss));
        Assert.Equal(["RUSTSEC-2026-0071", "GHSA-23cf-ghjm-pqrv"], found.Aliases);
    }

    [Fact]
    public void One_that_is_not_rated_is_medium_a_warning_is_info_and_a_yanked_release_is_none()
    {
        var report = ReportFiles.Read("cargo-audit/audit.json");

        Assert.Equal((Severity.Medium, Severity.Info), (report["RUSTSEC-2026-0072"].Severity, report["RUSTSEC-2026-0139"].Severity));
        Assert.Equal(3, report.Results.Count);
    }
}
