using MetricsPlatform.Contracts;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §3, survival median: the period Kaplan–Meier estimate.</summary>
public sealed class SurvivalTests
{
    [Fact]
    public void Without_censoring_it_is_the_duration_by_which_half_are_remediated() =>
        Assert.Equal(Days(2), Given(Seen(1).Gone(2), Seen(1).Gone(3), Seen(1).Gone(4), Seen(1).Gone(5)).At(6).High().SurvivalMedianSeconds);

    [Fact]
    public void One_half_exactly_is_reached() =>
        Assert.Equal(Days(1), Given(Seen(1).Gone(2), Seen(1)).At(6).High().SurvivalMedianSeconds);

    [Fact]
    public void One_half_is_reached_however_many_factors_round()
    {
        // 30 of 60 fixed one after another: S comes down to 1/2 at the 30th, as a product of 30 rounded factors.
        var findings = Enumerable.Range(1, 60).Select(i => i <= 30 ? Seen(1).Gone(1 + (i / 10.0)) : Seen(1)).ToArray();

        Assert.Equal(Days(3), Given(findings).At(6).High().SurvivalMedianSeconds);
    }

    [Fact]
    public void It_is_absent_while_more_than_half_survive() =>
        Assert.Null(Given(Seen(1).Gone(2), Seen(1), Seen(1)).At(6).High().SurvivalMedianSeconds);

    [Fact]
    public void A_backlog_that_nobody_touches_moves_it()
    {
        var fixedOnes = Given(Seen(1).Gone(2), Seen(1).Gone(5));
        var withBacklog = Given(Seen(1).Gone(2), Seen(1).Gone(5), Seen(1), Seen(1));

        Assert.Equal(fixedOnes.At(6).High().MeanSeconds, withBacklog.At(6).High().MeanSeconds);
        Assert.Equal(Days(1), fixedOnes.At(6).High().SurvivalMedianSeconds);
        Assert.Equal(Days(4), withBacklog.At(6).High().SurvivalMedianSeconds);
    }

    [Fact]
    public void What_was_open_when_the_window_opened_is_at_risk_only_at_the_durations_lived_in_it()
    {
        // The window opens on day 20. The old one (of day 1) is at risk from duration 19 on, so at duration 2 only three are:
        // S(2) = 2/3; at duration 25 the old one is alone with nobody: S(25) = 2/3 · (1 − 1/1) = 0.
        var findings = new[] { Seen(30).Gone(32), Seen(48), Seen(47), Seen(1).Gone(26) };

        Assert.Equal(Days(25), Given(findings).At(50).High().SurvivalMedianSeconds);
    }

    [Fact]
    public void What_is_older_than_the_window_is_not_at_risk_at_durations_that_it_lived_through_before() =>
        // The window opens on day 20, where the two old ones are 19 days old: at duration 5 the young one is alone.
        Assert.Equal(Days(5), Given(Seen(40).Gone(45), Seen(1).Gone(31), Seen(1).Gone(32)).At(50).High().SurvivalMedianSeconds);

    [Fact]
    public void What_ended_before_the_window_opened_contributes_nothing() =>
        Assert.Equal(Days(3), Given(Seen(1).Gone(2), Seen(1).Gone(20), Seen(40).Gone(43)).At(50).High().SurvivalMedianSeconds);

    [Fact]
    public void Entry_is_open_so_what_was_fixed_just_when_the_window_opened_contributes_nothing() =>
        Assert.Null(Given(Seen(1).Gone(20)).At(50).High().SurvivalMedianSeconds);

    [Fact]
    public void Exit_is_closed_so_what_is_lost_from_sight_at_a_duration_is_at_risk_there()
    {
        // At duration 4 there are two at risk: one is fixed there, the other is as old now.
        var findings = new[] { Seen(1).Gone(5), Seen(2) };

        Assert.Equal(Days(4), Given(findings).At(6).High().SurvivalMedianSeconds);
        Assert.Null(Given([.. findings, Seen(2, id: 'g')]).At(6).High().SurvivalMedianSeconds);
    }

    [Fact]
    public void A_retired_episode_is_censored_at_its_end()
    {
        // At duration 2 three are at risk; at duration 4 two, since one was retired at 3.
        var findings = new[] { Seen(1).Gone(3), Seen(1).Retired(4), Seen(1).Gone(5), Seen(1) };

        Assert.Equal(Days(4), Given(findings).At(6).High().SurvivalMedianSeconds);
        Assert.Null(Given(Seen(1).Retired(4)).At(6).High().SurvivalMedianSeconds);
    }

    [Fact]
    public void What_is_accepted_now_is_censored_when_it_was_accepted()
    {
        // At duration 4 two are at risk, since the accepted one left at 2: S = 1/2. Were it at risk there, S would be 2/3.
        var findings = new[] { Seen(1).Gone(5), Seen(1), Seen(1).Accepted(3) };

        Assert.Equal(Days(4), Given(findings).At(6).High().SurvivalMedianSeconds);
        Assert.Null(Given([.. findings[..2], Seen(1).Accepted(5.5)]).At(6).High().SurvivalMedianSeconds);
    }

    [Fact]
    public void What_ended_accepted_is_no_event() =>
        Assert.Null(Given(Seen(1).Accepted(3).Gone(5)).At(6).High().SurvivalMedianSeconds);

    [Fact]
    public void An_acceptance_that_is_over_censors_nothing() =>
        Assert.Equal(Days(4), Given(Seen(1).Accepted(2, until: 3).Gone(5)).At(6).High().SurvivalMedianSeconds);

    [Fact]
    public void A_finding_accepted_before_its_episode_began_contributes_nothing()
    {
        var regression = Seen(1).Gone(2).Accepted(3).Again(10);

        Assert.Equal(Days(6), Given(Seen(38, Severity.High).Gone(44), regression).At(50).High().SurvivalMedianSeconds);
    }
}
