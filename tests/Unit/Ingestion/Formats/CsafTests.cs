using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class CsafTests
{
    [Fact]
    public void An_advisory_has_a_result_for_each_affected_product_by_its_url_or_name()
    {
        var report = ReportFiles.Read("csaf/advisory.json");

        Assert.Equal(["pkg:generic/Checkout%20App@2.0", "pkg:generic/Generic%20App@1.0.0", "pkg:maven/org.example/json@2.9.4"], report.Results.Select(result => result.Package));
        Assert.All(report.Results, result => Assert.Equal(("CVE-2026-10001", Severity.Critical, 9.8), (result.Rule, result.Severity, result.Cvss)));
        Assert.Equal([94], report.Results[0].Cwe);
    }

    [Fact]
    public void An_advisory_is_a_scope_of_its_own() => Assert.Equal("SHOP-2026-0001", ReportFiles.Read("csaf/advisory.json").Scan.Target);

    [Fact]
    public void A_product_that_is_not_listed_costs_completeness()
    {
        var report = ReportFiles.Read("csaf/advisory.json");

        Assert.Equal((false, 1), (report.Scan.Complete, report.Refusals.Count));
    }

    [Fact]
    public void Not_affected_is_a_decision_with_its_flag_unless_the_package_is_affected_in_another_product()
    {
        var decision = Assert.Single(ReportFiles.Read("csaf/advisory.json").Decisions);

        Assert.Equal(("pkg:maven/org.example/yaml@1.0", TriageDecision.NotAffected, "vulnerable_code_not_present", "Shop"), (decision.Match.Package, decision.Decision, decision.Justification, decision.By));
    }

    [Fact]
    public void A_vex_document_is_statements_and_no_results()
    {
        var report = ReportFiles.Read("csaf/vex.json");

        Assert.Equal((0, false), (report.Results.Count, report.Scan.Complete));
        Assert.Equal(
            [("CVE-2026-10003", "pkg:maven/org.example/json@2.9.4", TriageDecision.NotAffected, "the class is not loaded"), ("CVE-2026-10004", null, TriageDecision.Reinstated, null)],
            report.Decisions.Select(decision => (decision.Match.Rule, decision.Match.Package, decision.Decision, decision.Justification)));
    }
}
