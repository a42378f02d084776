using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class DependencyTrackFpfTests
{
    [Fact]
    public void A_finding_has_the_CVE_id_of_its_aliases()
    {
        var report = ReportFiles.Read("dependency-track-fpf/findings.json");
        var found = report["CVE-2026-25129"];

        Assert.Equal(("dependency-track", "shop/checkout", "2026.10"), (report.Scan.Tool, report.Scan.Target, report.Scan.Version));
        Assert.Equal(("pkg:composer/psy/psysh@v0.12.10", Severity.Medium, 6.7), (found.Package, found.Severity, found.Cvss));
        Assert.Equal(["GHSA-23cf-ghjm-pqrv"], found.Aliases);
        Assert.Equal([427], found.Cwe);
    }

    [Fact]
    public void An_entry_for_a_CVE_id_is_that_one_alone_and_an_analysis_is_a_decision()
    {
        var report = ReportFiles.Read("dependency-track-fpf/findings.json");

        Assert.Equal(("pkg:generic/apache/log4j@1.2.17", Severity.High), (report["CVE-2026-17571"].Package, report["CVE-2026-17571"].Severity));
        Assert.Equal(TriageDecision.FalsePositive, Assert.Single(report.Decisions).Decision);
        Assert.Equal(2, report.Results.Count);
    }
}
