using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §2, Episode and Severity.</summary>
public sealed class EpisodeTests
{
    [Fact]
    public void An_episode_runs_from_the_first_exposure_to_its_end()
    {
        var episode = Assert.Single(StatusOf(Seen(1).Gone(5), day: 6).Episodes);

        Assert.Equal((Day(1), Day(5)), (episode.Start, episode.End));
    }

    [Fact]
    public void Exposure_that_resumes_after_exactly_24_hours_continues_the_episode()
    {
        var episode = Assert.Single(StatusOf(Seen(1).Gone(5).Again(6), day: 7).Episodes);

        Assert.Equal((Day(1), null), (episode.Start, episode.End));
    }

    [Fact]
    public void Exposure_that_resumes_a_second_later_than_that_is_a_regression()
    {
        var episodes = StatusOf(Seen(1).Gone(5).Again(6 + (1 / 86400d)), day: 7).Episodes;

        Assert.Equal(2, episodes.Count);
        Assert.Equal(Day(5), episodes[0].End);
        Assert.Null(episodes[1].End);
    }

    [Fact]
    public void An_end_stands_until_exposure_has_resumed()
    {
        var finding = Seen(1).Gone(5).Again(5.5);

        Assert.Equal(FindingStanding.Fixed, StatusOf(finding, day: 5.4).Standing);
        Assert.Equal(FindingStanding.Open, StatusOf(finding, day: 5.5).Standing);
    }

    [Fact]
    public void Each_gap_of_a_flapping_finding_is_measured_from_its_own_end()
    {
        var episode = Assert.Single(StatusOf(Seen(1).Gone(2).Again(2.5).Gone(3.4).Again(4.3).Gone(9), day: 12).Episodes);

        Assert.Equal((Day(1), Day(9)), (episode.Start, episode.End));
    }

    [Fact]
    public void A_retirement_that_exposure_follows_within_the_flap_window_is_void()
    {
        var episode = Assert.Single(StatusOf(Seen(1).Retired(5).Again(5.5).Gone(8), day: 9).Episodes);

        Assert.Equal((Day(1), Day(8), false), (episode.Start, episode.End, episode.Retired));
    }

    [Fact]
    public void An_episode_that_was_fixed_is_not_retired_later()
    {
        var episode = Assert.Single(StatusOf(Seen(1).Gone(5).Retired(6), day: 9).Episodes);

        Assert.Equal((Day(5), false), (episode.End, episode.Retired));
    }

    [Fact]
    public void An_ended_episode_has_the_severity_in_force_just_before_its_end()
    {
        var report = Given(Seen(1, Severity.Low).Again(3, Severity.Critical).Gone(5)).At(6);

        Assert.Equal(1, report.Of(Severity.Critical).Remediated);
        Assert.Equal(0, report.Of(Severity.Low).Remediated);
    }

    [Fact]
    public void An_open_episode_has_the_severity_in_force_now()
    {
        var scenario = Given(Seen(1, Severity.Low).Again(3, Severity.Critical));

        Assert.Equal(1, scenario.At(2).Backlog(Severity.Low).Open);
        Assert.Equal(1, scenario.At(3).Backlog(Severity.Critical).Open);
        Assert.Equal(0, scenario.At(3).Backlog(Severity.Low).Open);
    }

    [Fact]
    public void A_finding_first_seen_after_now_does_not_exist()
    {
        Assert.Null(Given(Seen(5)).Status(4.9));
        Assert.Equal(0, Given(Seen(5)).At(4.9).High().Opened);
        Assert.Equal(0, Given(Seen(5)).At(4.9).ShiftLeft().High);
    }

    [Fact]
    public void An_episode_that_ended_by_retirement_leaves_the_finding_retired() =>
        Assert.Equal(FindingStanding.Retired, StatusOf(Seen(1).Retired(5), day: 6).Standing);

    [Fact]
    public void Info_has_no_rows() =>
        Assert.DoesNotContain(Given(Seen(1, Severity.Info)).At(2).Backlog, row => row.Severity == Severity.Info || row.Open > 0);

    private static FindingStatus StatusOf(FindingState finding, double day) => Given(finding).Status(day)!;
}
