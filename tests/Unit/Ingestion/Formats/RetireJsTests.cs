using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class RetireJsTests
{
    [Fact]
    public void A_library_is_a_package_of_npm_in_a_file()
    {
        var found = ReportFiles.Read("retirejs/report.json")["CVE-2026-11358"];

        Assert.Equal(("pkg:npm/jquery@1.11.2", "web/lib/jquery-1.11.2.min.js", "3.4.0", Severity.Medium), (found.Package, found.Path, found.FixedIn, found.Severity));
        Assert.Equal(["GHSA-23cf-ghjm-pqrv"], found.Aliases);
        Assert.Equal([1321], found.Cwe);
    }

    [Fact]
    public void Without_an_id_the_library_s_own_number_or_the_words_are_the_rule()
    {
        Assert.Equal(["CVE-2026-11358", "issue-2432", "Only words"], ReportFiles.Read("retirejs/report.json").Results.Select(result => result.Rule));
        Assert.Equal(("70", Severity.High), (ReportFiles.Read("retirejs/list.json").Results[0].Rule, ReportFiles.Read("retirejs/list.json").Results[0].Severity));
    }
}
