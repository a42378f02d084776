using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class OsvTests
{
    [Fact]
    public void The_CVE_id_is_the_rule_and_the_fix_is_that_of_the_package()
    {
        var found = ReportFiles.Read("osv/results.json")["CVE-2026-3121"];

        Assert.Equal(("pkg:golang/github.com/example/proto@1.3.1", "1.3.2", "/src/go.mod"), (found.Package, found.FixedIn, found.Path));
        Assert.Equal((Severity.High, 8.6), (found.Severity, found.Cvss));
        Assert.Equal(["GO-2026-0053", "GHSA-23cf-ghjm-pqrv"], found.Aliases);
    }

    [Fact]
    public void A_distribution_is_named_with_its_release()
    {
        var found = ReportFiles.Read("osv/results.json")["DSA-9001-1"];

        Assert.Equal(("pkg:deb/debian/openssl@3.0.11-1~deb12u2", Severity.Medium), (found.Package, found.Severity));
        Assert.Equal([125], found.Cwe);
    }

    [Fact]
    public void An_entry_without_a_score_has_the_one_of_its_group() => Assert.Equal(9.1, ReportFiles.Read("osv/results.json")["DEBIAN-CVE-2026-1001"].Cvss);

    [Fact]
    public void A_report_without_results_found_nothing() => Assert.Empty(ReportFiles.Read("osv/nothing-found.json").Results);
}
