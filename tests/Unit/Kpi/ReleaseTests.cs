using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §5, zero-high-severity releases.</summary>
public sealed class ReleaseTests
{
    [Fact]
    public void A_release_without_escapes_is_clean()
    {
        var row = Given(Seen(5)).Deployed("1.0", 4).At(6).Provisional();

        Assert.Equal((1, 1, 1.0), (row.Released, row.Clean, row.Ratio!.Value));
    }

    [Fact]
    public void A_release_with_an_escape_is_not()
    {
        var row = Given(Seen(5, version: "1.0")).Deployed("1.0", 4).Deployed("1.1", 4.5).At(6).Provisional();

        Assert.Equal((2, 1, 0.5), (row.Released, row.Clean, row.Ratio!.Value));
    }

    [Fact]
    public void The_ratio_is_absent_without_releases() => Assert.Null(Given().At(6).Provisional().Ratio);

    [Theory]
    [InlineData(34, false)]
    [InlineData(34.01, true)]
    public void An_escape_is_seen_within_the_observation_window(double day, bool clean) =>
        Assert.Equal(clean, Given(Seen(day, version: "1.0")).Deployed("1.0", 4).Verdict("1.0", 40).Clean);

    [Fact]
    public void What_escapes_after_the_observation_window_is_still_caught_in_production()
    {
        var scenario = Given(Seen(40, version: "1.0")).Deployed("1.0", 4);

        Assert.Equal("production", scenario.Caught(41).Place);
        Assert.Equal(1, scenario.At(41).ShiftLeft().AfterProduction);
        Assert.Equal(0, scenario.At(41).Escaped(Severity.High));
    }

    [Fact]
    public void A_rollback_does_not_open_the_observation_window_again()
    {
        var scenario = Given(Seen(41, stage: Stage.Production)).Deployed("1.0", 4).Deployed("1.1", 39).Deployed("1.0", 40, DeploymentOutcome.RolledBack, id: "r");

        Assert.True(scenario.Verdict("1.0", 42).Clean);
        Assert.True(scenario.Verdict("1.1", 42).Clean);
    }

    [Theory]
    [InlineData(Severity.Medium, true)]
    [InlineData(Severity.High, false)]
    [InlineData(Severity.Critical, false)]
    public void An_escape_is_high_or_critical(Severity severity, bool clean) =>
        Assert.Equal(clean, Given(Seen(5, severity, version: "1.0")).Deployed("1.0", 4).Verdict("1.0", 6).Clean);

    [Fact]
    public void An_escape_may_become_high_at_any_later_time_up_to_now()
    {
        var scenario = Given(Seen(5, Severity.Low, version: "1.0").Again(50, Severity.High)).Deployed("1.0", 4);

        Assert.True(scenario.Verdict("1.0", 49.9).Clean);
        Assert.False(scenario.Verdict("1.0", 50).Clean);
    }

    [Fact]
    public void An_escape_stays_one_when_its_severity_falls_and_when_it_is_fixed() =>
        Assert.False(Given(Seen(5, version: "1.0").Again(6, Severity.Low).Gone(7)).Deployed("1.0", 4).Verdict("1.0", 8).Clean);

    [Fact]
    public void A_void_finding_is_no_escape() =>
        Assert.True(Given(Seen(5, version: "1.0").Decided(6, TriageDecision.NotAffected)).Deployed("1.0", 4).Verdict("1.0", 7).Clean);

    [Fact]
    public void Accepting_an_escape_does_not_undo_it() =>
        Assert.False(Given(Seen(5, version: "1.0").Accepted(6)).Deployed("1.0", 4).Verdict("1.0", 7).Clean);

    [Theory]
    [InlineData(33.99, 0)]
    [InlineData(34, 1)]
    [InlineData(63.99, 1)]
    [InlineData(64, 0)]
    public void Settled_are_releases_whose_observation_window_closed_in_the_window(double now, int released) =>
        Assert.Equal(released, Given().Deployed("1.0", 4).At(now).Settled().Released);

    [Theory]
    [InlineData(3.99, 0)]
    [InlineData(4, 1)]
    [InlineData(33.99, 1)]
    [InlineData(34, 0)]
    public void Provisional_are_releases_that_went_to_production_in_the_window(double now, int released) =>
        Assert.Equal(released, Given().Deployed("1.0", 4).At(now).Provisional().Released);

    [Fact]
    public void The_verdict_tells_what_escaped_and_whether_it_stands()
    {
        var scenario = Given(Seen(5, version: "1.0", id: 'b'), Seen(5, version: "1.0", id: 'a'), Seen(5, id: 'c')).Deployed("1.0", 4);

        Assert.Equal([Id('a'), Id('b')], scenario.Verdict("1.0", 6).Escapes.Select(FindingId.Text));
        Assert.False(scenario.Verdict("1.0", 33.9).Settled);
        Assert.True(scenario.Verdict("1.0", 34).Settled);
    }

    [Fact]
    public void Rows_are_windows_in_their_order_settled_first() =>
        Assert.Equal(
            ["30d settled", "30d provisional", "90d settled", "90d provisional"],
            Given().At(1).Releases.Select(row => $"{row.Window} {row.Maturity}"));

    [Fact]
    public void A_feature_counts_once_and_is_clean_if_every_release_of_the_set_that_brought_it_is()
    {
        var row = Given(Seen(6, version: "1.1"))
            .Deployed("1.0", 4, features: ["F-1", "F-2"]).Deployed("1.1", 5, features: ["F-2", "F-3"]).At(7).Provisional();

        Assert.Equal((3, 1), (row.Features, row.CleanFeatures));
    }

    [Fact]
    public void A_later_clean_release_does_not_clean_a_feature()
    {
        var row = Given(Seen(4.5, version: "1.0")).Deployed("1.0", 4, features: ["F-1"]).Deployed("1.1", 5, features: ["F-1"]).At(7).Provisional();

        Assert.Equal((1, 0), (row.Features, row.CleanFeatures));
    }

    [Fact]
    public void Releases_outside_the_set_do_not_soil_its_features()
    {
        var scenario = Given(Seen(6, version: "1.0")).Deployed("1.0", 4, features: ["F-1"]).Deployed("1.1", 40, features: ["F-1"]);

        Assert.Equal((1, 1), (scenario.At(41).Provisional().Features, scenario.At(41).Provisional().CleanFeatures));
        Assert.Equal((1, 0), (scenario.At(41).Settled().Features, scenario.At(41).Settled().CleanFeatures));
    }

    [Fact]
    public void Only_what_deployments_to_production_name_is_brought()
    {
        var scenario = Given()
            .Deployed("1.0", 3, environment: "staging", features: ["F-1"]).Deployed("1.0", 3.5, DeploymentOutcome.Failed, features: ["F-2"])
            .Deployed("1.0", 4, features: ["F-3"]).Deployed("1.0", 5, features: ["F-4"]).Deployed("1.0", 9, features: ["F-5"]);

        Assert.Equal(["F-3", "F-4"], scenario.Verdict("1.0", 8).Features);
    }
}
