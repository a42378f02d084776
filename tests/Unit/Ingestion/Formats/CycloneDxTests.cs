using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class CycloneDxTests
{
    [Fact]
    public void A_vulnerability_is_a_result_for_each_component_that_it_affects()
    {
        var report = ReportFiles.Read("cyclonedx/image.json");
        var found = report.Results.Where(result => result.Rule == "CVE-2026-1002").ToList();

        Assert.Equal(("scan-o-matic", "registry.example:5000/shop/web"), (report.Scan.Tool, report.Scan.Target));
        Assert.Equal(["pkg:deb/debian/libssl3@3.0.11", "pkg:generic/shop/cart@1.4.0", "pkg:npm/qs@6.0.0"], found.Select(result => result.Package));
        Assert.All(found, result => Assert.Equal((Severity.Medium, 7.3, "GHSA-23cf-ghjm-pqrv"), (result.Severity, result.Cvss, Assert.Single(result.Aliases))));
        Assert.Equal([1321, 20], found[0].Cwe);
    }

    [Fact]
    public void A_score_that_is_none_of_CVSS_is_none_here()
    {
        var found = ReportFiles.Read("cyclonedx/image.json")["CVE-2026-1003"];

        Assert.Equal((Severity.Low, null), (found.Severity, found.Cvss));
    }

    [Fact]
    public void An_analysis_is_a_decision_with_its_own_time_and_what_is_resolved_is_no_finding()
    {
        var report = ReportFiles.Read("cyclonedx/image.json");

        Assert.Equal(
            [
                ("CVE-2026-1003", "pkg:deb/debian/libssl3@3.0.11", TriageDecision.NotAffected, "2026-02-24"),
                ("CVE-2026-1004", "pkg:npm/left-pad@1.3.0", TriageDecision.Reinstated, "2026-02-20"),
            ],
            report.Decisions.Select(decision => (decision.Match.Rule, decision.Match.Package, decision.Decision, $"{decision.Header.Time:yyyy-MM-dd}")));
        Assert.DoesNotContain(report.Results, result => result.Rule == "CVE-2026-1005");
    }

    [Fact]
    public void A_component_that_is_not_listed_costs_completeness()
    {
        var report = ReportFiles.Read("cyclonedx/image.json");

        Assert.False(report.Scan.Complete);
        Assert.Contains("does not list", Assert.Single(report.Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_components_is_statements_and_closes_nothing()
    {
        var report = ReportFiles.Read("cyclonedx/vex.json");

        Assert.Equal((0, false), (report.Results.Count, report.Scan.Complete));
        Assert.Equal(
            [("CVE-2026-1001", null, TriageDecision.NotAffected), ("CVE-2026-1002", "pkg:npm/qs@6.0.0", TriageDecision.FalsePositive), ("CVE-2026-1003", null, TriageDecision.Reinstated)],
            report.Decisions.Select(decision => (decision.Match.Rule, decision.Match.Package, decision.Decision)));
    }

    [Fact]
    public void XML_reads_the_same()
    {
        var report = ReportFiles.Read("cyclonedx/sbom.xml");
        var found = Assert.Single(report.Results);

        Assert.Equal(("bom-scan", new DateTimeOffset(2026, 2, 24, 7, 7, 53, TimeSpan.Zero)), (report.Scan.Tool, report.Time));
        Assert.Equal(("CVE-2026-1007", Severity.Critical, 9.8, "pkg:maven/org.example/json@2.9.4"), (found.Rule, found.Severity, found.Cvss, found.Package));
        Assert.Equal([184, 502], found.Cwe);
        Assert.Equal(TriageDecision.NotAffected, Assert.Single(report.Decisions).Decision);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",'vulnerabilities':[]")]
    public void An_sbom_without_vulnerabilities_says_nothing_unless_the_request_says_that_it_is_complete(string vulnerabilities)
    {
        var sbom = $"{{'bomFormat':'CycloneDX','metadata':{{'tools':[{{'name':'trivy'}}]}},'components':[{{'name':'x'}}]{vulnerabilities}}}";

        Assert.IsType<UnusedItem>(Assert.Single(Payloads.ReadReport(sbom)));
        Assert.True(ReportFiles.Of(Payloads.ReadReport(sbom, new ScanQuery("shop", Complete: true))).Scan.Complete);
    }
}
