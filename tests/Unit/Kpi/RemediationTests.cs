using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §3 without targets and survival.</summary>
public sealed class RemediationTests
{
    [Theory]
    [InlineData(34.99, 1)]
    [InlineData(35, 0)]
    public void The_window_is_open_at_its_begin(double now, int remediated) =>
        Assert.Equal(remediated, Given(Seen(1).Gone(5)).At(now).High().Remediated);

    [Fact]
    public void The_window_is_closed_at_now() =>
        Assert.Equal(1, Given(Seen(1).Gone(5)).At(5).High().Remediated);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(30.99, 1)]
    [InlineData(31, 0)]
    public void Opened_counts_by_start(double now, int opened) =>
        Assert.Equal(opened, Given(Seen(1)).At(now).High().Opened);

    [Fact]
    public void A_longer_window_sees_further_back() =>
        Assert.Equal(1, Given(Seen(1).Gone(5)).At(35).High("90d").Remediated);

    [Fact]
    public void A_regression_is_opened_again() =>
        Assert.Equal(2, Given(Seen(1).Gone(5).Again(10)).At(11).High().Opened);

    [Fact]
    public void A_retired_episode_is_opened_but_not_remediated()
    {
        var report = Given(Seen(1).Retired(5)).At(6);

        Assert.Equal((1, 0, 0), (report.High().Opened, report.High().Remediated, report.Backlog().Open));
    }

    [Fact]
    public void Mttr_is_the_mean_of_end_minus_start()
    {
        var row = Given(Seen(1).Gone(3), Seen(1).Gone(6)).At(7).High();

        Assert.Equal(Days(3.5), row.MeanSeconds);
        Assert.Equal(Days(7), row.DurationSeconds);
    }

    [Fact]
    public void Mttr_is_absent_without_remediated_episodes()
    {
        var row = Given(Seen(1)).At(7).High();

        Assert.Null(row.MeanSeconds);
        Assert.Null(row.MedianSeconds);
        Assert.Null(row.P90Seconds);
        Assert.Equal(0, row.DurationSeconds);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(3, 2, 3)]
    [InlineData(4, 2, 4)]
    [InlineData(9, 5, 9)]
    [InlineData(10, 5, 9)]
    [InlineData(11, 6, 10)]
    public void Quantiles_are_of_nearest_rank(int findings, double median, double p90)
    {
        var row = Given([.. Enumerable.Range(1, findings).Select(days => Seen(20 - days).Gone(20))]).At(21).High();

        Assert.Equal((Days(median), Days(p90)), (row.MedianSeconds!.Value, row.P90Seconds!.Value));
    }

    [Fact]
    public void Net_resolve_rate_is_remediated_by_opened() =>
        Assert.Equal(0.5, Given(Seen(1).Gone(3), Seen(2)).At(7).High().NetResolveRate);

    [Fact]
    public void Net_resolve_rate_is_absent_when_nothing_was_opened() =>
        Assert.Null(Given(Seen(1).Gone(35)).At(40).High().NetResolveRate);

    [Fact]
    public void Rows_are_severities_worst_first_by_windows_in_their_order() =>
        Assert.Equal(
            ["Critical 30d", "Critical 90d", "High 30d", "High 90d", "Medium 30d", "Medium 90d", "Low 30d", "Low 90d"],
            Given().At(1).Remediation.Select(row => $"{row.Severity} {row.Window}"));

    [Fact]
    public void Sums_beyond_the_digits_of_a_double_lose_no_second()
    {
        var end = new TimelineStep(Day(1000).AddSeconds(1), null);
        var findings = Enumerable.Repeat(Seen(0) with { Timeline = [.. Seen(0).Timeline, end] }, 1000).ToArray();

        Assert.Equal(1000 * 86_400_001.0, Given(findings).At(1001).High().DurationSeconds);
    }
}
