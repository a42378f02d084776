using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GrypeTests
{
    [Fact]
    public void A_match_is_a_vulnerability_of_a_package_under_its_CVE_id()
    {
        var report = ReportFiles.Read("grype/image.json");
        var found = report["CVE-2026-1002"];

        Assert.Equal(("grype", "registry.example:5000/shop/web"), (report.Scan.Tool, report.Scan.Target));
        Assert.Equal((Severity.High, 7.3, "pkg:npm/%40shop/cart@1.4.0", "1.4.1, 2.0.3"), (found.Severity, found.Cvss, found.Package, found.FixedIn));
        Assert.Equal(["GHSA-23cf-ghjm-pqrv"], found.Aliases);
        Assert.Equal([1321], found.Cwe);
        Assert.Equal(("/app/package-lock.json", "/app/node_modules/@shop/cart/package.json"), (found.Path, Assert.Single(found.AlsoAt)));
    }

    [Fact]
    public void The_distribution_s_severity_goes_before_the_score_of_NVD()
    {
        var found = ReportFiles.Read("grype/image.json")["CVE-2026-1001"];

        Assert.Equal((Severity.Info, 7.5, "A read past the end."), (found.Severity, found.Cvss, found.Description));
        Assert.Equal(("pkg:deb/debian/libssl3@3.0.11-1~deb12u2", null), (found.Package, found.Path));
    }

    [Fact]
    public void What_a_rule_or_a_vex_document_took_out_is_a_result_and_a_decision_and_what_the_matcher_took_out_is_none()
    {
        var report = ReportFiles.Read("grype/image.json");

        Assert.Equal(
            [("CVE-2026-1004", TriageDecision.RiskAccepted, "only in a build tool"), ("CVE-2026-1005", TriageDecision.NotAffected, "vulnerable_code_not_in_execute_path")],
            report.Decisions.Select(decision => (decision.Match.Rule, decision.Decision, decision.Justification)));
        Assert.DoesNotContain(report.Results, result => result.Rule == "CVE-2026-1006");
        Assert.Equal(5, report.Results.Count);
    }

    [Fact]
    public void A_report_without_matches_found_nothing() => Assert.Equal((true, 0), (ReportFiles.Read("grype/nothing-found.json").Scan.Complete, ReportFiles.Read("grype/nothing-found.json").Results.Count));
}
