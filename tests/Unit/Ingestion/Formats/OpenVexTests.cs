using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class OpenVexTests
{
    [Fact]
    public void A_statement_is_a_decision_about_the_component_the_package_or_the_whole_service()
    {
        var report = ReportFiles.Read("openvex/document.json");

        Assert.Equal(
            [
                ("CVE-2026-1002", "pkg:npm/left-pad@1.3.0", TriageDecision.NotAffected, "Ada", "vulnerable_code_not_in_execute_path", "2026-02-09"),
                ("CVE-2026-1003", "pkg:apk/wolfi/git@2.39.0-r1?arch=armv7", TriageDecision.Reinstated, "Grace", "Update git.", "2026-02-10"),
                ("CVE-2026-1004", null, TriageDecision.NotAffected, "Ada", "no such parser", "2026-02-09"),
            ],
            report.Decisions.Select(decision => (decision.Match.Rule, decision.Match.Package, decision.Decision, decision.By, decision.Justification, $"{decision.Header.Time:yyyy-MM-dd}")));
    }

    [Fact]
    public void A_document_finds_nothing_and_closes_nothing() =>
        Assert.Equal((0, false), (ReportFiles.Read("openvex/document.json").Results.Count, ReportFiles.Read("openvex/document.json").Scan.Complete));

    [Fact]
    public void The_first_version_has_names_alone() =>
        Assert.Equal(("CVE-2026-1007", "pkg:maven/org.example/json@2.9.4"), ReportFiles.Read("openvex/version-0.0.1.json").Decisions[0].Match is var match ? (match.Rule, match.Package) : default);

    [Theory]
    [InlineData("'not_affected'", "'affected'")]
    [InlineData("'affected'", "'not_affected'")]
    public void Of_two_products_of_one_package_that_are_not_alike_the_affected_one_counts(string first, string second)
    {
        var report = ReportFiles.Of(Payloads.ReadReport(
            "{'@context':'https://openvex.dev/ns/v0.2.0','timestamp':'2026-02-01T00:00:00Z','statements':["
            + $"{{'vulnerability':{{'name':'CVE-2026-1'}},'products':[{{'@id':'Server 1.0'}}],'status':{first}}},{{'vulnerability':{{'name':'CVE-2026-1'}},'products':[{{'@id':'Server 2.0'}}],'status':{second}}}]}}"));

        Assert.Equal(TriageDecision.Reinstated, Assert.Single(report.Decisions).Decision);
    }
}
