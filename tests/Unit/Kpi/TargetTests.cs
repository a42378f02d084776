using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §3, within target, and §4, overdue. A critical finding of day 1 has its deadline on day 8.</summary>
public sealed class TargetTests
{
    [Fact]
    public void What_is_fixed_by_its_deadline_is_due_at_its_end_and_met() => Fate(Critical(1).Gone(8), now: 9, due: 1, met: 1);

    [Fact]
    public void What_is_fixed_after_its_deadline_is_due_and_not_met() => Fate(Critical(1).Gone(8.01), now: 9, due: 1, met: 0);

    [Fact]
    public void What_is_still_open_at_its_deadline_is_due_and_not_met() => Fate(Critical(1), now: 8, due: 1, met: 0);

    [Fact]
    public void Before_its_fate_an_episode_is_not_due() => Fate(Critical(1), now: 7.99, due: 0, met: 0);

    [Fact]
    public void A_fate_counts_in_the_window_of_the_deadline_not_of_a_later_end() => Fate(Critical(1).Gone(39), now: 39, due: 0, met: 0);

    [Fact]
    public void What_ends_accepted_before_its_deadline_is_not_due() => Fate(Critical(1).Accepted(2).Gone(5), now: 9, due: 0, met: 0);

    [Fact]
    public void Accepting_after_the_deadline_changes_nothing() => Fate(Critical(1).Accepted(9), now: 10, due: 1, met: 0);

    [Fact]
    public void Accepting_and_fixing_after_the_deadline_flatters_nothing() => Fate(Critical(1).Accepted(9).Gone(10), now: 11, due: 1, met: 0);

    [Fact]
    public void While_an_acceptance_stands_at_the_deadline_its_until_is_the_deadline()
    {
        var finding = Critical(1).Accepted(2, until: 12);

        Assert.Equal(Day(12), Deadline(finding, 9));
        Fate(finding, now: 11.9, due: 0, met: 0);
        Fate(finding, now: 12, due: 1, met: 0);
        Fate(finding.Gone(12), now: 13, due: 1, met: 1);
    }

    [Fact]
    public void Acceptances_that_follow_on_move_the_deadline_on()
    {
        var finding = Critical(1).Accepted(2, until: 12).Accepted(9, until: 20);

        Assert.Equal(Day(12), Deadline(finding, 8.9));
        Assert.Equal(Day(20), Deadline(finding with { Decisions = [.. finding.Decisions.Take(1), finding.Decisions[1] with { At = Day(11) }] }, 11));
        Fate(finding.Gone(19), now: 21, due: 0, met: 0);
        Fate(finding.Gone(20), now: 21, due: 1, met: 1);
    }

    [Fact]
    public void An_acceptance_made_after_the_deadline_it_would_have_moved_is_too_late() =>
        Assert.Equal(Day(12), Deadline(Critical(1).Accepted(2, until: 12).Accepted(13, until: 20), 14));

    [Fact]
    public void An_acceptance_that_is_over_before_the_deadline_moves_nothing() =>
        Assert.Equal(Day(8), Deadline(Critical(1).Accepted(2, until: 5), 6));

    [Fact]
    public void An_acceptance_until_the_very_deadline_moves_nothing() =>
        Assert.Equal(Day(8), Deadline(Critical(1).Accepted(2, until: 8), 6));

    [Fact]
    public void An_acceptance_without_until_leaves_no_deadline()
    {
        var finding = Critical(1).Accepted(2);

        Assert.Null(Deadline(finding, 9));
        Fate(finding, now: 9, due: 0, met: 0);
    }

    [Fact]
    public void What_an_acceptance_left_without_a_deadline_has_its_fate_at_its_end()
    {
        var finding = Critical(1).Accepted(2).Decided(10, TriageDecision.Reinstated);

        Fate(finding, now: 40, due: 0, met: 0);
        Fate(finding.Gone(40), now: 41, due: 1, met: 1);
    }

    [Fact]
    public void A_reinstatement_gives_the_deadline_back() =>
        Assert.Equal(Day(8), Deadline(Critical(1).Accepted(2).Decided(4, TriageDecision.Reinstated), 5));

    [Fact]
    public void What_is_retired_before_its_deadline_is_not_due() => Fate(Critical(1).Retired(8), now: 9, due: 0, met: 0);

    [Fact]
    public void What_is_retired_after_its_deadline_was_due_there() => Fate(Critical(1).Retired(8.01), now: 9, due: 1, met: 0);

    [Fact]
    public void A_severity_without_a_target_has_its_fate_at_its_end()
    {
        var rules = Rules with { Targets = new Dictionary<Severity, TimeSpan>() };
        var row = Given(Critical(1).Gone(20)).At(21, rules).Of(Severity.Critical);

        Assert.Equal((1, 1), (row.Due, row.Met));
        Assert.Equal(0, Given(Critical(1)).At(400, rules).Backlog(Severity.Critical).Overdue);
    }

    [Fact]
    public void Target_compliance_is_met_by_due_and_absent_when_nothing_is_due()
    {
        Assert.Equal(0.5, Given(Critical(1).Gone(3), Critical(1)).At(9).Of(Severity.Critical).TargetCompliance);
        Assert.Null(Given(Critical(1)).At(2).Of(Severity.Critical).TargetCompliance);
    }

    [Fact]
    public void The_target_is_that_of_the_severity_at_the_end() =>
        Assert.Equal(Day(31), Deadline(Critical(1).Again(2, Severity.High), 3));

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8.01, 1)]
    public void Overdue_is_open_after_the_deadline(double now, int overdue) =>
        Assert.Equal(overdue, Given(Critical(1)).At(now).Backlog(Severity.Critical).Overdue);

    [Fact]
    public void What_an_acceptance_held_back_is_overdue_after_its_until()
    {
        var scenario = Given(Critical(1).Accepted(2, until: 12));

        Assert.Equal(0, scenario.At(12).Backlog(Severity.Critical).Overdue);
        Assert.Equal(1, scenario.At(12.01).Backlog(Severity.Critical).Overdue);
    }

    private static FindingState Critical(double day) => Seen(day, Severity.Critical);

    private static DateTimeOffset? Deadline(FindingState finding, double now) => Given(finding).Status(now)!.Episodes[0].Deadline;

    private static void Fate(FindingState finding, double now, int due, int met)
    {
        var report = Given(finding).At(now);
        var row = report.Remediation.Single(row => row.Severity == Given(finding).Status(now)!.Severity && row.Window == "30d");
        Assert.Equal((due, met), (row.Due, row.Met));
    }
}
