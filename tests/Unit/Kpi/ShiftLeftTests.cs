using MetricsPlatform.Contracts;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §5, shift-left ratio, escaped findings and deployments.</summary>
public sealed class ShiftLeftTests
{
    [Fact]
    public void Shift_left_is_the_share_caught_before_production_of_all_high_findings()
    {
        var row = Given(Seen(5), Seen(5, version: "1.0"), Seen(1, stage: Stage.Production), Seen(5, Severity.Medium)).Deployed("1.0", 4).At(6).ShiftLeft();

        Assert.Equal((3, 1, 1, 1), (row.High, row.BeforeProduction, row.AfterProduction, row.Unattributed));
        Assert.Equal(1 / 3d, row.Ratio);
    }

    [Fact]
    public void Shift_left_is_absent_without_high_findings() => Assert.Null(Given(Seen(5, Severity.Medium)).At(6).ShiftLeft().Ratio);

    [Theory]
    [InlineData(34.99, 1)]
    [InlineData(35, 0)]
    public void Shift_left_counts_by_first_sighting(double now, int high) => Assert.Equal(high, Given(Seen(5)).At(now).ShiftLeft().High);

    [Fact]
    public void Shift_left_counts_what_was_high_at_any_time_up_to_now()
    {
        var scenario = Given(Seen(5, Severity.Low).Again(7, Severity.Critical).Again(8, Severity.Low));

        Assert.Equal(0, scenario.At(6.9).ShiftLeft().High);
        Assert.Equal(1, scenario.At(9).ShiftLeft().High);
    }

    [Fact]
    public void The_severity_of_the_first_sighting_counts_though_the_timeline_lacks_it() =>
        Assert.Equal(1, Given(Seen(5) with { Timeline = [] }).At(6).ShiftLeft().High);

    [Fact]
    public void Shift_left_counts_no_void_finding() =>
        Assert.Equal(0, Given(Seen(5).Decided(6, TriageDecision.FalsePositive)).At(7).ShiftLeft().High);

    [Fact]
    public void Escapes_count_by_their_highest_severity_and_first_sighting()
    {
        var scenario = Given(Seen(5, version: "1.0").Again(7, Severity.Critical), Seen(5, version: "1.0", id: 'g'), Seen(5, id: 'h')).Deployed("1.0", 4);

        Assert.Equal((0, 2), (scenario.At(6).Escaped(Severity.Critical), scenario.At(6).Escaped(Severity.High)));
        Assert.Equal((1, 1), (scenario.At(8).Escaped(Severity.Critical), scenario.At(8).Escaped(Severity.High)));
        Assert.Equal((0, 0), (scenario.At(35).Escaped(Severity.Critical), scenario.At(35).Escaped(Severity.High)));
        Assert.Equal(1, scenario.At(35).Escaped(Severity.Critical, "90d"));
    }

    [Fact]
    public void Deployments_count_the_successful_ones_by_environment()
    {
        var report = Given().Deployed("1.0", 2).Deployed("1.1", 40).Deployed("1.0", 41, DeploymentOutcome.RolledBack)
            .Deployed("1.1", 39, environment: "staging").Deployed("1.2", 42, DeploymentOutcome.Failed).Deployed("1.2", 50).At(45);

        Assert.Equal(
            ["production 30d 1", "production 90d 2", "staging 30d 1", "staging 90d 1"],
            report.Deployments.Select(row => $"{row.Environment} {row.Window} {row.Deployments}"));
        Assert.Equal(Day(40), report.Deployments[0].Last);
    }
}
