using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §4.</summary>
public sealed class BacklogTests
{
    [Fact]
    public void Open_counts_what_is_exposed()
    {
        var backlog = Given(Seen(1), Seen(2).Gone(3), Seen(4)).At(6).Backlog();

        Assert.Equal(2, backlog.Open);
    }

    [Fact]
    public void Oldest_and_mean_age_are_of_open_findings_since_their_start()
    {
        var backlog = Given(Seen(1), Seen(4), Seen(0).Gone(2), Seen(0.5).Accepted(1)).At(6).Backlog();

        Assert.Equal((Days(5), Days(3.5), Day(1)), (backlog.OldestSeconds!.Value, backlog.MeanAgeSeconds!.Value, backlog.OldestStart!.Value));
    }

    [Fact]
    public void A_regression_is_as_old_as_its_own_episode() =>
        Assert.Equal(Days(1), Given(Seen(1).Gone(2).Again(5)).At(6).Backlog().OldestSeconds);

    [Fact]
    public void Claimed_fixed_is_open_with_every_linked_ticket_closed()
    {
        var two = Seen(1).Ticket(2, TicketStatus.Open, "A").Ticket(3, TicketStatus.Open, "B").Ticket(4, TicketStatus.Closed, "A");

        Assert.Equal(0, Given(two).At(5).Backlog().ClaimedFixed);
        Assert.Equal(1, Given(two.Ticket(5, TicketStatus.Closed, "B")).At(5).Backlog().ClaimedFixed);
    }

    [Fact]
    public void Claimed_fixed_needs_a_ticket() => Assert.Equal(0, Given(Seen(1)).At(5).Backlog().ClaimedFixed);

    [Fact]
    public void A_ticket_that_reopens_claims_nothing() =>
        Assert.Equal(0, Given(Seen(1).Ticket(2, TicketStatus.Closed).Ticket(3, TicketStatus.InProgress)).At(5).Backlog().ClaimedFixed);

    [Fact]
    public void Tickets_of_two_trackers_with_one_key_are_two() =>
        Assert.Equal(0, Given(Seen(1).Ticket(2, TicketStatus.Open, "1", "jira").Ticket(3, TicketStatus.Closed, "1", "github")).At(5).Backlog().ClaimedFixed);

    [Fact]
    public void A_ticket_change_after_now_does_not_count() =>
        Assert.Equal(1, Given(Seen(1).Ticket(2, TicketStatus.Closed).Ticket(6, TicketStatus.Open)).At(5).Backlog().ClaimedFixed);

    [Fact]
    public void What_is_accepted_or_fixed_is_not_claimed_fixed()
    {
        Assert.Equal(0, Given(Seen(1).Ticket(2, TicketStatus.Closed).Accepted(3)).At(5).Backlog().ClaimedFixed);
        Assert.Equal(0, Given(Seen(1).Ticket(2, TicketStatus.Closed).Gone(3)).At(5).Backlog().ClaimedFixed);
    }

    [Fact]
    public void Time_to_triage_ends_with_the_first_ticket() => Triage(Days(2), Seen(1).Ticket(3, TicketStatus.Open).Accepted(4).Gone(5));

    [Fact]
    public void Time_to_triage_ends_with_the_first_decision() => Triage(Days(1), Seen(1).Accepted(2).Ticket(3, TicketStatus.Open).Gone(5));

    [Fact]
    public void Time_to_triage_ends_with_the_episode() => Triage(Days(0.5), Seen(1).Gone(1.5).Accepted(2).Ticket(3, TicketStatus.Open));

    [Fact]
    public void A_ticket_linked_before_an_episode_is_about_an_earlier_one() =>
        Triage(Days(0.75), Seen(1).Ticket(1.5, TicketStatus.Closed).Gone(2).Again(10).Gone(11), episodes: 2, sum: Days(1.5));

    [Fact]
    public void A_decision_made_before_an_episode_is_about_an_earlier_one() =>
        Triage(Days(4), Seen(3).Accepted(1).Gone(7));

    [Fact]
    public void A_decision_that_stands_no_more_at_the_start_triages_nothing() =>
        Triage(Days(4), Seen(3).Accepted(1, until: 2).Gone(7));

    [Fact]
    public void Episodes_count_in_the_window_in_which_they_are_first_triaged()
    {
        var scenario = Given(Seen(1).Accepted(2));

        Assert.Equal((0, null), (scenario.At(1.9).High().Triaged, scenario.At(1.9).High().TriageMeanSeconds));
        Assert.Equal(1, scenario.At(31.9).High().Triaged);
        Assert.Equal(0, scenario.At(32).High().Triaged);
    }

    [Fact]
    public void A_void_episode_is_not_triaged() =>
        Assert.Equal((0, null), (Given(Seen(1).Decided(2, TriageDecision.FalsePositive)).At(3).High().Triaged, Given(Seen(1).Decided(2, TriageDecision.FalsePositive)).At(3).High().TriageMeanSeconds));

    [Fact]
    public void Open_ones_are_told_apart_by_age()
    {
        var ages = Given(Seen(93), Seen(70), Seen(69.9), Seen(10), Seen(9.9), Seen(1).Gone(3)).At(100).Backlog.Single(b => b.Severity == Severity.High).Ages;

        Assert.Equal([("7d", 1), ("30d", 1), ("90d", 2), ("older", 1)], ages.Select(a => (a.Age, a.Open)));
    }

    [Fact]
    public void Open_ones_are_told_apart_by_kind()
    {
        var kinds = Given(Seen(1), Seen(1).Of(FindingKind.Code), Seen(1).Of(FindingKind.Code), Seen(1).Of(FindingKind.Secret).Gone(2), Seen(1).Of(FindingKind.Manual).Accepted(2))
            .At(3).Backlog.Single(b => b.Severity == Severity.High).Kinds;

        Assert.Equal(Enum.GetValues<FindingKind>().Select(k => (k, k switch { FindingKind.Dependency => 1, FindingKind.Code => 2, _ => 0 })), kinds.Select(k => (k.Kind, k.Open)));
    }

    private static void Triage(double mean, FindingState finding, int episodes = 1, double? sum = null)
    {
        var row = Given(finding).At(12).High();

        Assert.Equal((episodes, (sum ?? mean) / episodes), (row.Triaged, row.TriageMeanSeconds!.Value));
    }
}
