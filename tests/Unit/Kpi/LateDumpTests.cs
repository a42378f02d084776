using MetricsPlatform.Contracts;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §9, late-dump index.</summary>
public sealed class LateDumpTests
{
    [Theory]
    [InlineData(7.99, 0)]
    [InlineData(8, 1)]
    [InlineData(9.99, 1)]
    [InlineData(10, 0)]
    public void Late_is_what_is_first_seen_within_48_hours_before_a_deployment_to_production(double seen, int late)
    {
        var row = Given(Seen(seen)).Deployed("1.0", 10).At(11).LateDump();

        Assert.Equal((1, late, (double)late), (row.High, row.Late, row.Ratio!.Value));
    }

    [Fact]
    public void Only_deployments_that_bring_something_to_production_make_a_finding_late()
    {
        var scenario = Given(Seen(9)).Deployed("0.9", 1)
            .Deployed("1.0", 10, DeploymentOutcome.Failed).Deployed("1.0", 10, environment: "staging", id: "s").Deployed("0.9", 10, DeploymentOutcome.RolledBack, id: "r");

        Assert.Equal(0, scenario.At(11).LateDump().Late);
    }

    [Fact]
    public void A_deployment_counts_when_it_comes()
    {
        var scenario = Given(Seen(9)).Deployed("1.0", 10);

        Assert.Equal(0, scenario.At(9.5).LateDump().Late);
        Assert.Equal(1, scenario.At(10).LateDump().Late);
    }

    [Fact]
    public void The_share_is_of_the_high_findings_first_seen_in_the_window_and_absent_without_any()
    {
        var report = Given(Seen(9), Seen(3, Severity.Critical), Seen(9, Severity.Medium), Seen(9).Decided(9.5, TriageDecision.FalsePositive)).Deployed("1.0", 10).At(38.9);

        Assert.Equal((1, 1, 1.0), (report.LateDump().High, report.LateDump().Late, report.LateDump().Ratio!.Value));
        Assert.Equal((2, 1, 0.5), (report.LateDump("90d").High, report.LateDump("90d").Late, report.LateDump("90d").Ratio!.Value));
        Assert.Null(Given(Seen(9, Severity.Medium)).At(10).LateDump().Ratio);
    }
}
