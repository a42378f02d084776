using MetricsPlatform.Contracts;
using MetricsPlatform.Tests.Unit.Kpi;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/metrics.md §2: scope, what counts, presence, exposure, severity.</summary>
public sealed class PresenceTests
{
    [Fact]
    public void A_finding_is_present_from_the_first_scan_that_lists_it_to_the_first_complete_and_successful_one_that_does_not() =>
        Assert.Equal("high@1 gone@5", Given(Scan(1, [Cve()]), Scan(2, [Cve()]), Scan(5, []), Scan(7, [])).Timeline);

    [Fact]
    public void A_scan_with_no_later_scan_in_its_scope_leaves_its_findings_present() => Assert.Equal("high@1", Given(Scan(1, [Cve()])).Timeline);

    [Fact]
    public void A_partial_scan_adds_presence_and_ends_none() =>
        Assert.Equal(["high@1 gone@4", "high@2 gone@4"], Given(
            Scan(1, [Cve()]), Scan(2, [Cve("CVE-2026-2")], complete: false), Scan(4, [])).Findings.Select(Show));

    [Fact]
    public void A_failed_scan_that_lists_nothing_closes_nothing() =>
        Assert.Equal("high@1", Given(Scan(1, [Cve()]), Scan(4, [], successful: false)).Timeline);

    [Fact]
    public void A_failed_scan_adds_what_it_lists() => Assert.Equal("high@4", Given(Scan(4, [Cve()], successful: false)).Timeline);

    [Fact]
    public void A_late_scan_takes_its_place_in_time()
    {
        var scenario = Given(Scan(1, [Cve()]), Scan(9, [Cve()]));
        Assert.Equal("high@1", scenario.Timeline);

        scenario.Hear(Scan(4, []));

        Assert.Equal("high@1 gone@4 high@9", scenario.Timeline);
    }

    [Fact]
    public void Targets_of_a_tool_are_scopes_of_their_own() =>
        Assert.Equal("high@1", Given(Scan(1, [Cve()], target: "image"), Scan(3, [], target: "src"), Scan(4, [])).Timeline);

    [Fact]
    public void A_finding_is_exposed_while_one_scope_reports_it() =>
        Assert.Equal("high@1 gone@8", Given(Scan(1, [Cve()]), Scan(2, [Cve()], tool: "grype"), Scan(5, []), Scan(8, [], tool: "grype")).Timeline);

    [Fact]
    public void Severity_is_the_highest_of_what_the_scopes_where_it_is_present_last_reported() =>
        Assert.Equal("medium@1 critical@2 low@4 gone@6", Given(
            Scan(1, [Cve(severity: Severity.Medium)]), Scan(2, [Cve(severity: Severity.Critical)], tool: "grype"),
            Scan(3, [Cve(severity: Severity.Low)]), Scan(4, [], tool: "grype"), Scan(6, [])).Timeline);

    [Fact]
    public void A_result_that_one_scan_lists_at_two_severities_has_the_highest() =>
        Assert.Equal("critical@1", Given(Scan(1, [Cve(severity: Severity.Low), Cve(severity: Severity.Critical)])).Timeline);

    [Fact]
    public void Scans_of_one_scope_at_one_instant_are_the_union_of_their_results_with_the_highest_severity()
    {
        var scenario = Given(Scan(1, [Cve(severity: Severity.Low)]), Scan(1, [Cve(severity: Severity.High), Cve("CVE-2026-2")]));

        Assert.Equal(["high@1", "high@1"], scenario.Findings.Select(Show));
        Assert.Equal("high@1", Given(Scan(1, [Cve()]), Scan(3, [Cve()]), Scan(3, [])).Timeline);
    }

    [Theory]
    [InlineData(true, true, "high@1 gone@3")]
    [InlineData(true, false, "high@1")]
    [InlineData(false, true, "high@1")]
    public void Scans_at_one_instant_close_only_if_one_single_scan_of_them_is_complete_and_successful(bool complete, bool successful, string timeline) =>
        Assert.Equal(timeline, Given(
            Scan(1, [Cve()]), Scan(3, [], complete: complete, successful: successful), Scan(3, [], complete: !complete, successful: complete)).Timeline);

    [Fact]
    public void Only_scans_of_a_main_branch_open_or_close()
    {
        Assert.Empty(Given(Scan(1, [Cve()], branch: "feature/x")).Findings);
        Assert.Equal("high@1", Given(Scan(1, [Cve()], branch: "main"), Scan(3, [], branch: "feature/x")).Timeline);
        Assert.Equal("high@1 gone@3", Given(Scan(1, [Cve()]), Scan(3, [], branch: "master")).Timeline);
        Assert.Equal("high@1 gone@3", Given(Scan(1, [Cve()], branch: "refs/heads/main"), Scan(3, [])).Timeline);
    }

    [Fact]
    public void A_scan_of_another_branch_joins_nothing() =>
        Assert.Equal(2, Given(
            Scan(1, [Cve()]), Scan(1, [Cve("GHSA-aaaa-bbbb-cccc")], tool: "grype"),
            Scan(2, [Cve(aliases: ["GHSA-aaaa-bbbb-cccc"])], branch: "feature/x")).Findings.Count);

    [Fact]
    public void Main_branches_are_those_that_the_catalogue_names_for_earlier_scans_too()
    {
        var scenario = Given(Scan(1, [Cve()], branch: "main"), Scan(3, [Cve("CVE-2026-2")], branch: "release"));

        scenario.Name("release");
        Assert.Equal(["high@3"], scenario.Findings.Select(Show));

        scenario.Name("main", "release");
        Assert.Equal(["high@1 gone@3", "high@3"], scenario.Findings.Select(Show));
    }

    [Fact]
    public void A_withdrawn_scan_never_happened_at_any_now()
    {
        Assert.Equal("high@1", Given(Scan(1, [Cve()]), Scan(3, [], id: "wrong"), Withdrawn(9, "wrong")).Timeline);
        Assert.Equal(1, Given(Scan(1, [Cve()]), Scan(3, [], id: "wrong"), Withdrawn(9, "wrong")).At(5).Backlog().Open);
        Assert.Empty(Given(Withdrawn(0, "wrong"), Scan(1, [Cve()], id: "wrong")).Findings);
    }

    [Fact]
    public void An_exposure_of_no_length_is_none()
    {
        var scenario = Given(Scan(1, [Manual()]), Ticket(1, TicketStatus.Closed, ["PT-1"]));

        Assert.Empty(scenario.Finding.Timeline);
        Assert.Equal((0, 0), (scenario.At(3).High().Opened, scenario.At(3).High().Remediated));
    }

    [Fact]
    public void The_first_sighting_is_the_earliest_scan_that_lists_it() =>
        Assert.Equal(("grype", Severity.Low), First(Scan(3, [Cve()]), Scan(2, [Cve(severity: Severity.Low)], tool: "grype"), Scan(1, [])));

    [Fact]
    public void Of_first_sightings_at_one_instant_the_one_with_a_version_counts() =>
        Assert.Equal("b", First(Scan(1, [Cve()], tool: "a", stage: Stage.Production), Scan(1, [Cve()], tool: "b", version: "1.0")).Tool);

    [Fact]
    public void Then_the_one_of_the_later_stage()
    {
        Assert.Equal("b", First(Scan(1, [Cve()], tool: "a", stage: Stage.Staging, version: "1.0"), Scan(1, [Cve()], tool: "b", stage: Stage.Production, version: "1.0")).Tool);
        Assert.Equal("a", First(Scan(1, [Cve()], tool: "a", stage: Stage.Staging), Scan(1, [Cve()], tool: "b")).Tool);
    }

    [Fact]
    public void Then_the_first_by_source_and_id_byte_by_byte()
    {
        Assert.Equal("b", First(Scan(1, [Cve()], tool: "a", source: "/b", id: "1"), Scan(1, [Cve()], tool: "b", source: "/B", id: "2")).Tool);
        Assert.Equal("b", First(Scan(1, [Cve()], tool: "a", id: "\U0001F600"), Scan(1, [Cve()], tool: "b", id: "\uFFFD")).Tool);
    }

    [Fact]
    public void The_severity_of_the_first_sighting_is_the_highest_of_its_instant() =>
        Assert.Equal(Severity.Critical, First(Scan(1, [Cve(severity: Severity.Critical)], tool: "a"), Scan(1, [Cve()], tool: "b", version: "1.0")).Severity);

    private static (string Tool, Severity Severity) First(params Contracts.Ingestion.NativeEvent[] events)
    {
        var first = Given(events).Finding.First;
        return (first.Tool, first.Severity);
    }
}
