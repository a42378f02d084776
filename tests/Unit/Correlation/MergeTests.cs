using MetricsPlatform.Contracts;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/correlation.md: findings merge and part as results that link them come and go.</summary>
public sealed class MergeTests
{
    private const string Ghsa = "GHSA-aaaa-bbbb-cccc";

    [Fact]
    public void A_late_result_that_links_two_findings_merges_them_with_the_presence_of_both()
    {
        var scenario = Given(Scan(1, [Cve()]), Scan(3, []), Scan(2, [Cve(Ghsa)], tool: "grype"), Scan(6, [], tool: "grype"));
        Assert.Equal(["high@1 gone@3", "high@2 gone@6"], scenario.Findings.Select(Show));

        scenario.Hear(Scan(7, [Cve(aliases: [Ghsa])], tool: "snyk"));

        Assert.Equal("high@1 gone@6 high@7", scenario.Timeline);
    }

    [Fact]
    public void A_merged_finding_is_exposed_while_one_of_its_results_is_listed_in_a_scope() =>
        Assert.Equal("high@1 gone@6", Given(
            Scan(1, [Cve()]), Scan(2, [Cve(aliases: [Ghsa])]), Scan(4, [Cve(Ghsa)]), Scan(6, [])).Timeline);

    [Fact]
    public void A_partial_scan_that_lists_one_identity_of_a_finding_reports_the_finding() =>
        Assert.Equal("critical@1 low@2 gone@4", Given(
            Scan(1, [Cve(aliases: [Ghsa], severity: Severity.Critical)]), Scan(2, [Cve(Ghsa, severity: Severity.Low)], complete: false), Scan(4, [])).Timeline);

    [Fact]
    public void The_id_is_that_of_what_was_seen_first_and_the_other_is_a_tombstone_that_leads_there()
    {
        var scenario = Given(Scan(1, [Cve()]), Scan(2, [Cve(Ghsa)], tool: "grype"));
        var (first, second) = (scenario.Findings[0].Id, scenario.Findings[1].Id);

        scenario.Hear(Scan(3, [Cve(aliases: [Ghsa])], tool: "snyk", id: "link"));

        Assert.Equal(first, scenario.Finding.Id);
        Assert.Equal(first, scenario.Tombstones[second]);
    }

    [Fact]
    public void Withdrawing_what_linked_them_parts_them_under_their_old_ids()
    {
        var scenario = Given(Scan(1, [Cve()]), Scan(2, [Cve(Ghsa)], tool: "grype"));
        var before = scenario.Findings.Select(f => (f.Id, Show(f))).ToList();

        scenario.Hear(Scan(3, [Cve(aliases: [Ghsa])], tool: "snyk", id: "link"));
        scenario.Hear(Withdrawn(9, "link"));

        Assert.Equal(before, scenario.Findings.Select(f => (f.Id, Show(f))));
        Assert.DoesNotContain(before[1].Id, scenario.Tombstones);
    }

    [Fact]
    public void Withdrawing_a_commit_s_scan_parts_what_its_positions_joined()
    {
        var scenario = Given(
            Scan(1, [Code(cwe: [89])], tool: "semgrep", commit: "c1"), Scan(1, [Code("B608", cwe: [89])], tool: "bandit", commit: "c1", id: "w"),
            Scan(2, [Code("B608", cwe: [89])], tool: "bandit", commit: "c2"));
        Assert.Single(scenario.Findings);

        scenario.Hear(Withdrawn(3, "w"));

        Assert.Equal(2, scenario.Findings.Count);
    }

    [Fact]
    public void A_finding_of_which_every_scan_is_withdrawn_is_a_tombstone_that_leads_nowhere()
    {
        var scenario = Given(Scan(1, [Cve()], id: "wrong"));
        var id = scenario.Finding.Id;

        scenario.Hear(Withdrawn(2, "wrong"));

        Assert.Empty(scenario.Findings);
        Assert.Null(scenario.Tombstones[id]);
    }

    [Fact]
    public void A_finding_keeps_every_place_version_tool_and_rule_that_it_was_seen_under()
    {
        var detail = Given(
            Scan(1, [Cve(aliases: [Ghsa]) with { Path = "a/package.json" }]),
            Scan(2, [Cve(Ghsa, "pkg:npm/a@2") with { Path = "b/package.json", Line = 3 }], tool: "grype"), Scan(5, []), Scan(5, [], tool: "grype")).Finding.Detail;

        Assert.Equal(["a/package.json", "b/package.json:3"], detail.Locations);
        Assert.Equal(["pkg:npm/a@1", "pkg:npm/a@2"], detail.Packages);
        Assert.Equal(["grype", "trivy"], detail.Seen.Select(s => s.Tool));
        Assert.Equal(["CVE-2026-1", Ghsa], detail.Rules);
    }

    [Fact]
    public void The_words_of_a_finding_do_not_depend_on_the_order_of_arrival()
    {
        var detail = Given(
            Scan(1, [Cve(Ghsa, aliases: ["CVE-2026-1"]) with { Title = "t", Description = "z", Help = "h" }], tool: "grype"),
            Scan(2, [Cve("cve-2026-1") with { Title = "a" }]), Scan(3, [Cve() with { Title = "a", Help = "g" }])).Finding.Detail;

        Assert.Equal(("a", "z", (string?)null), (detail.Title, detail.Description, detail.Help));
        Assert.Equal(["CVE-2026-1", Ghsa], detail.Rules);
    }

    [Fact]
    public void Results_that_meet_at_several_positions_are_explained_by_the_first()
    {
        var join = Assert.Single(Given(
            Scan(1, [Code(cwe: [89, 79])], tool: "semgrep", commit: "c1"), Scan(1, [Code("B608", cwe: [79, 89])], tool: "bandit", commit: "c1")).Finding.Detail.Joins);

        Assert.Equal("cwe 79 src/a.py:10 @c1", join.Key);
    }
}
