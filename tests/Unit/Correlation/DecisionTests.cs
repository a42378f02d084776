using MetricsPlatform.Contracts;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/metrics.md §2, Triage: which findings a decision is about.</summary>
public sealed class DecisionTests
{
    [Theory]
    [InlineData("cve-2026-1", null, null, 1)]
    [InlineData("ghsa-aaaa-bbbb-cccc", null, null, 1)]
    [InlineData("CVE-2026-9", null, null, 0)]
    [InlineData("CVE-2026-1", "pkg:npm/A@9?x=y", null, 1)]
    [InlineData("CVE-2026-1", "pkg:npm/b@1", null, 0)]
    [InlineData("CVE-2026-1", null, "web/package.json", 1)]
    [InlineData("CVE-2026-1", null, "web/Package.json", 0)]
    [InlineData("CVE-2026-1", null, "web", 0)]
    [InlineData("CVE-2026-1", "pkg:npm/a", "web/package.json", 1)]
    [InlineData("CVE-2026-1", "pkg:npm/b", "web/package.json", 0)]
    public void Ids_match_without_case_packages_as_in_identity_keys_and_paths_exactly(string rule, string? package, string? path, int decisions) =>
        Assert.Equal(decisions, Given(
            Scan(1, [Cve(aliases: ["GHSA-aaaa-bbbb-cccc"]) with { Path = "web/package.json" }]),
            Triaged(2, TriageDecision.RiskAccepted, rule, package, path)).Finding.Decisions.Count);

    [Fact]
    public void What_a_withdrawn_scan_s_report_decided_was_never_decided() =>
        Assert.Equal(["e002"], Given(
            Scan(1, [Cve()], id: "right"), Scan(2, [Cve()], id: "wrong"), Triaged(3, TriageDecision.RiskAccepted, "CVE-2026-1"),
            Triaged(2, TriageDecision.NotAffected, "CVE-2026-1", source: "/ci", id: "wrong/decision/1"), Withdrawn(4, "wrong")).Finding.Decisions.Select(d => d.Id));

    [Fact]
    public void A_decision_on_one_package_leaves_the_same_vulnerability_in_another_alone() =>
        Assert.Equal([1, 0], Given(
            Scan(1, [Cve(package: "pkg:npm/a@1")]), Scan(2, [Cve(package: "pkg:npm/b@1")], tool: "grype"),
            Triaged(3, TriageDecision.RiskAccepted, "CVE-2026-1", "pkg:npm/a")).Findings.Select(f => f.Decisions.Count));

    [Fact]
    public void One_result_must_meet_all_parts_of_a_match()
    {
        var apart = Given(
            Scan(1, [Cve() with { Path = "a" }, Cve("GHSA-aaaa-bbbb-cccc", aliases: ["CVE-2026-1"]) with { Path = "b" }]),
            Triaged(2, TriageDecision.RiskAccepted, "GHSA-aaaa-bbbb-cccc", path: "a"));

        Assert.Empty(apart.Finding.Decisions);
    }

    [Fact]
    public void A_decision_waits_for_its_finding()
    {
        var scenario = Given(Triaged(1, TriageDecision.FalsePositive, "CVE-2026-1"));
        scenario.Hear(Scan(5, [Cve()]));

        Assert.Single(scenario.Finding.Decisions);
    }

    [Fact]
    public void A_result_of_a_withdrawn_scan_is_matched_no_more() =>
        Assert.Empty(Given(
            Scan(1, [Cve(aliases: ["GHSA-aaaa-bbbb-cccc"])], id: "wrong"), Scan(2, [Cve()]),
            Triaged(3, TriageDecision.RiskAccepted, "GHSA-aaaa-bbbb-cccc"), Withdrawn(4, "wrong")).Finding.Decisions);

    [Fact]
    public void Decisions_of_one_instant_are_ordered_by_source_then_id_byte_by_byte()
    {
        var scenario = Given(
            Scan(1, [Cve()]), Triaged(2, TriageDecision.NotAffected, "CVE-2026-1", source: "/b", id: "1"), Triaged(2, TriageDecision.RiskAccepted, "CVE-2026-1", source: "/B", id: "2"),
            Triaged(2, TriageDecision.Reinstated, "CVE-2026-1", source: "/b", id: "0"));

        Assert.Equal(["2", "0", "1"], scenario.Finding.Decisions.Select(d => d.Id));
    }
}
