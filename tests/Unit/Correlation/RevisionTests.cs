using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain.Facts;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;
using ServiceRetired = MetricsPlatform.Contracts.Ingestion.ServiceRetired;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>docs/correlation.md: one accepted change, one revision; what an event did, counted in findings.</summary>
public sealed class RevisionTests
{
    [Fact]
    public void Every_accepted_change_is_one_revision_without_gaps()
    {
        var scenario = Given(Scan(1, [Cve()]));
        NativeEvent[] changes = [Triaged(2, TriageDecision.RiskAccepted, "X"), Ticket(2, TicketStatus.Open, ["X"]), Deployed(3, "1.0"), ScopeRetired(4), ServiceRetired(5), Withdrawn(6, "none")];

        Assert.Equal([2, 3, 4, 5, 6, 7], changes.Select((e, i) => scenario.Hear(e with { Header = e.Header with { Id = $"c{i}" } })!.Revision));
    }

    [Fact]
    public void A_repeat_makes_no_revision()
    {
        var scan = Scan(1, [Cve()], id: "s");
        var scenario = Given(scan);

        Assert.Null(scenario.Hear(scan));
        Assert.Equal(2, scenario.Hear(Scan(2, [Cve()], id: "s2"))!.Revision);
    }

    [Fact]
    public void An_unchanged_scan_makes_a_revision_that_touches_nothing()
    {
        var revision = Given(Scan(1, [Cve(), Cve("CVE-2026-2")])).Hear(Scan(2, [Cve(), Cve("CVE-2026-2")], id: "again"))!;

        Assert.Equal((2, 0, (2, 0, 0, 0, 2)), (revision.Revision, revision.Touched.Count, Outcome(revision)));
    }

    [Fact]
    public void A_catalogue_that_names_the_same_main_branches_changes_nothing()
    {
        var scenario = Given(Scan(1, [Cve()]));
        scenario.Name("master", "main");
        Assert.Equal(2, scenario.Hear(Scan(2, [], id: "a"))!.Revision);

        scenario.Name("release");
        Assert.Equal(4, scenario.Hear(Scan(3, [], id: "b"))!.Revision);
    }

    [Fact]
    public void New_are_findings_that_nothing_had_seen_before() =>
        Assert.Equal((3, 2, 0, 0, 0), Outcome(Given().Hear(Scan(1, [Cve(), Cve(package: "pkg:npm/a@2"), Cve("CVE-2026-2")]))!));

    [Fact]
    public void Cleared_are_findings_whose_exposure_the_event_ended_and_unchanged_those_that_it_lists_again() =>
        Assert.Equal((1, 0, 0, 1, 1), Outcome(Given(Scan(1, [Cve(), Cve("CVE-2026-2")])).Hear(Scan(2, [Cve()]))!));

    [Fact]
    public void Reopened_are_known_findings_that_are_exposed_again() =>
        Assert.Equal((1, 0, 1, 0, 0), Outcome(Given(Scan(1, [Cve()]), Scan(2, [])).Hear(Scan(5, [Cve()]))!));

    [Fact]
    public void A_revision_says_of_which_severity_its_findings_are()
    {
        var revision = Given(Scan(1, [Cve("CVE-2026-1", severity: Severity.Low), Cve("CVE-2026-2", severity: Severity.Critical)]), Scan(2, [Cve("CVE-2026-1", severity: Severity.Low)]))
            .Hear(Scan(3, [Cve("CVE-2026-2", severity: Severity.High), Cve("CVE-2026-3", severity: Severity.High), Cve("CVE-2026-4", severity: Severity.Medium)]))!;

        Assert.Equal([new(Severity.High, 1, 1, 0), new(Severity.Medium, 1, 0, 0), new SeverityChange(Severity.Low, 0, 0, 1)], revision.Severities!);
        Assert.Equal([(Severity.High, true), (Severity.High, false), (Severity.Medium, false)], revision.Risen!.OrderByDescending(r => (r.Severity, r.Reopened)).Select(r => (r.Severity, r.Reopened)));
    }

    [Fact]
    public void The_worst_that_rise_are_told_by_name_and_the_others_counted()
    {
        var revision = Given().Hear(Scan(1, [.. Enumerable.Range(0, 40).Select(i => Cve($"CVE-2026-{i}", severity: i % 2 == 0 ? Severity.Low : Severity.High))]))!;

        Assert.Equal((20, 20), (revision.Severities!.Single(s => s.Severity == Severity.High).New, revision.Severities!.Single(s => s.Severity == Severity.Low).New));
        Assert.Equal(20, revision.Risen!.Count);
        Assert.All(revision.Risen, risen => Assert.Equal(Severity.High, risen.Severity));
    }

    [Fact]
    public void A_finding_of_two_tools_that_one_clears_and_finds_again_has_the_severity_that_it_has_then()
    {
        var given = Given(Scan(1, [Cve(severity: Severity.Low)]), Scan(1, [Cve(severity: Severity.High)], tool: "grype"), Scan(2, [], tool: "grype"), Scan(3, []));

        Assert.Equal([new SeverityChange(Severity.Low, 0, 1, 0)], given.Hear(Scan(4, [Cve(severity: Severity.Low)]))!.Severities!);
    }

    [Fact]
    public void A_scan_that_changes_nothing_has_nothing_to_tell() =>
        Assert.Equal((null, null), Given(Scan(1, [Cve()])).Hear(Scan(2, [Cve()])) is var revision ? (revision!.Severities, revision.Risen) : default);

    [Fact]
    public void A_finding_that_another_scope_still_reports_is_not_cleared() =>
        Assert.Equal((0, 0, 0, 0, 0), Outcome(Given(Scan(1, [Cve()]), Scan(1, [Cve()], tool: "grype")).Hear(Scan(2, []))!));

    [Fact]
    public void A_scan_of_another_branch_opens_nothing() =>
        Assert.Equal((1, 0, 0, 0, 0), Outcome(Given(Scan(1, [])).Hear(Scan(2, [Cve()], branch: "feature/x"))!));

    [Fact]
    public void A_scan_in_parts_counts_when_the_last_part_is_in_whatever_the_order()
    {
        var parts = Scan(3, [Cve(), Cve("CVE-2026-2"), Cve("CVE-2026-3")], id: "s").InParts(3);
        var scenario = Given(Scan(1, [Cve("CVE-2026-9")]));

        Assert.Null(scenario.Hear(parts[2]));
        Assert.Null(scenario.Hear(parts[0]));
        Assert.Null(scenario.Hear(parts[2]));
        Assert.Equal(["high@1"], scenario.Findings.Select(Show));

        Assert.Equal((3, 3, 0, 1, 0), Outcome(scenario.Hear(parts[1])!));
        Assert.Equal(["high@1 gone@3", "high@3", "high@3", "high@3"], scenario.Findings.Select(Show));
        Assert.Null(scenario.Hear(parts[0]));
    }

    [Fact]
    public void Parts_of_two_scans_may_come_interleaved()
    {
        var (one, two) = (Scan(1, [Cve(), Cve("CVE-2026-2")], id: "a").InParts(2), Scan(3, [Cve()], id: "b").InParts(2));

        Assert.Equal(["high@1", "high@1 gone@3"], Given(two[1], one[0], two[0], one[1]).Findings.Select(Show));
    }

    [Fact]
    public void A_scan_withdrawn_before_its_last_part_is_in_never_happens() =>
        Assert.Empty(Given([.. Scan(1, [Cve()], id: "s").InParts(2)[..1], Withdrawn(2, "s"), Scan(1, [Cve()], id: "s").InParts(2)[1]]).Findings);

    private static (int Results, int New, int Reopened, int Cleared, int Unchanged) Outcome(RevisionMade made) =>
        (made.Results, made.New, made.Reopened, made.Cleared, made.Unchanged);
}
