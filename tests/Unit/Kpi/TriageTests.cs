using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §2, Triage: what decisions do to the figures.</summary>
public sealed class TriageTests
{
    [Theory]
    [InlineData(TriageDecision.FalsePositive, FindingStanding.FalsePositive)]
    [InlineData(TriageDecision.NotAffected, FindingStanding.NotAffected)]
    public void What_never_was_a_finding_voids_every_episode_while_the_decision_stands(TriageDecision decision, FindingStanding standing)
    {
        var finding = Seen(1).Gone(5).Again(10).Decided(12, decision);
        var report = Given(finding).At(13);

        Assert.Equal((0, 0, 0), (report.High().Opened, report.High().Remediated, report.High().Due));
        Assert.Equal(0, report.Backlog().Open);
        Assert.Null(report.High().SurvivalMedianSeconds);
        Assert.Equal(standing, Given(finding).Status(13)!.Standing);
        Assert.Equal(2, Given(finding).At(11.9).High().Opened);
    }

    [Fact]
    public void A_reinstated_finding_counts_again_with_all_its_episodes()
    {
        var report = Given(Seen(1).Gone(5).Again(10).Decided(12, TriageDecision.FalsePositive).Decided(14, TriageDecision.Reinstated)).At(15);

        Assert.Equal((2, 1, 1), (report.High().Opened, report.High().Remediated, report.Backlog().Open));
    }

    [Fact]
    public void An_accepted_finding_leaves_the_backlog_and_is_counted_apart()
    {
        var backlog = Given(Seen(1).Accepted(3)).At(4).Backlog();

        Assert.Equal((0, 1, 0), (backlog.Open, backlog.Accepted, backlog.Overdue));
        Assert.Null(backlog.OldestSeconds);
        Assert.Null(backlog.MeanAgeSeconds);
    }

    [Fact]
    public void At_until_the_finding_is_back_with_its_original_start()
    {
        var scenario = Given(Seen(1).Accepted(3, until: 8));

        Assert.Equal(1, scenario.At(7.99).Backlog().Accepted);
        Assert.Equal((1, 0), (scenario.At(8).Backlog().Open, scenario.At(8).Backlog().Accepted));
        Assert.Equal(Days(7), scenario.At(8).Backlog().OldestSeconds);
    }

    [Fact]
    public void An_episode_that_ends_while_accepted_is_not_remediated_and_stays_so_when_reinstated()
    {
        var report = Given(Seen(1).Accepted(3).Gone(5).Decided(6, TriageDecision.Reinstated)).At(7);

        Assert.Equal((1, 0), (report.High().Opened, report.High().Remediated));
        Assert.Null(report.High().MeanSeconds);
    }

    [Fact]
    public void An_acceptance_stands_from_its_own_instant_on() =>
        Assert.Equal(0, Given(Seen(1).Accepted(5).Gone(5)).At(7).High().Remediated);

    [Fact]
    public void An_acceptance_stands_no_more_at_its_until() =>
        Assert.Equal(1, Given(Seen(1).Accepted(3, until: 5).Gone(5)).At(7).High().Remediated);

    [Fact]
    public void A_later_decision_replaces_the_earlier_ones_for_good()
    {
        var scenario = Given(Seen(1).Accepted(2, until: 20).Accepted(3, until: 5));

        Assert.Equal(1, scenario.At(4).Backlog().Accepted);
        Assert.Equal(1, scenario.At(5).Backlog().Open);
    }

    [Fact]
    public void A_decision_holds_for_episodes_that_begin_after_it() =>
        Assert.Equal(1, Given(Seen(1).Accepted(2).Gone(3).Again(10)).At(11).Backlog().Accepted);

    [Fact]
    public void A_decision_after_now_does_not_count() =>
        Assert.Equal(1, Given(Seen(1).Accepted(5)).At(4).Backlog().Open);

    [Fact]
    public void The_status_tells_until_when_a_finding_is_accepted() =>
        Assert.Equal(Day(9), Given(Seen(1).Accepted(3, until: 9)).Status(4)!.AcceptedUntil);
}
