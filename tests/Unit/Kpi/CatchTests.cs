using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §5, Release and Where a finding was caught.</summary>
public sealed class CatchTests
{
    private static readonly Caught BeforeProduction = new("before_production", null, "M5.8");
    private static readonly Caught Unattributed = new("unattributed", null, "M5.7");

    [Fact]
    public void A_version_that_was_in_production_before_lets_the_finding_escape() =>
        Assert.Equal(EscapedFrom("1.0"), Given(Seen(5, version: "1.0")).Deployed("1.0", 4).Caught(6));

    [Fact]
    public void At_the_very_instant_of_its_deployment_a_release_was_not_in_production_before() =>
        Assert.Equal(BeforeProduction, Given(Seen(5, version: "1.0")).Deployed("1.0", 5).Caught(6));

    [Fact]
    public void A_version_that_goes_to_production_later_is_caught_before() =>
        Assert.Equal(BeforeProduction, Given(Seen(5, version: "1.0")).Deployed("1.0", 6).Caught(7));

    [Fact]
    public void Only_production_environments_bring_a_release_to_production() =>
        Assert.Equal(BeforeProduction, Given(Seen(5, version: "1.0")).Deployed("1.0", 4, environment: "staging").Caught(6));

    [Fact]
    public void A_failed_deployment_deploys_nothing()
    {
        Assert.Equal(BeforeProduction, Given(Seen(5, version: "1.0")).Deployed("1.0", 4, DeploymentOutcome.Failed).Caught(6));
        Assert.Equal(0, Given().Deployed("1.0", 4, DeploymentOutcome.Failed).At(6).Provisional().Released);
        Assert.Equal(LiveWas("1.0"), Given(Seen(5, stage: Stage.Production)).Deployed("1.0", 3).Deployed("1.1", 4, DeploymentOutcome.Failed).Caught(6));
    }

    [Fact]
    public void Without_a_version_the_commit_tells_the_release() =>
        Assert.Equal(EscapedFrom("1.0"), Given(Seen(5, commit: "c1")).Deployed("1.0", 4, commit: "c1").Caught(6));

    [Fact]
    public void A_named_version_comes_before_the_commit() =>
        Assert.Equal(BeforeProduction, Given(Seen(5, version: "2.0", commit: "c1")).Deployed("1.0", 4, commit: "c1").Caught(6));

    [Fact]
    public void A_commit_belongs_to_the_version_of_the_latest_deployment_that_names_both()
    {
        var scenario = Given(Seen(5, commit: "c1")).Deployed("1.0", 3, commit: "c1").Deployed("1.1", 4, commit: "c1", id: "e");

        Assert.Equal(EscapedFrom("1.1"), scenario.Caught(6));
        Assert.Equal(EscapedFrom("1.0"), Given(Seen(5, commit: "c1")).Deployed("1.1", 3, commit: "c1").Deployed("1.0", 4, commit: "c1", id: "e").Caught(6));
    }

    [Fact]
    public void The_latest_deployment_counts_for_the_commit_in_whatever_environment_and_with_whatever_outcome()
    {
        var scenario = Given(Seen(5, commit: "c1")).Deployed("1.0", 3, commit: "c1").Deployed("1.1", 3.5)
            .Deployed("1.1", 7, DeploymentOutcome.Failed, "staging", commit: "c1", id: "e");

        Assert.Equal(EscapedFrom("1.0"), scenario.Caught(6.9));
        Assert.Equal(EscapedFrom("1.1"), scenario.Caught(7));
    }

    [Fact]
    public void Deployments_of_one_instant_are_ordered_by_source_then_id_byte_by_byte()
    {
        // U+FFFD is three bytes, the emoji four; as UTF-16 the emoji would come first.
        var scenario = Given(Seen(5, commit: "c1")).Deployed("1.1", 4, commit: "c1", id: "\U0001F600").Deployed("1.0", 4, commit: "c1", id: "\uFFFD");

        Assert.Equal(EscapedFrom("1.1"), scenario.Caught(6));
        Assert.Equal(LiveWas("1.1"), (scenario with { Findings = [Seen(5, stage: Stage.Production)] }).Caught(6));
    }

    [Fact]
    public void What_production_shows_escaped_from_the_live_release()
    {
        var scenario = Given(Seen(5, stage: Stage.Production)).Deployed("1.0", 2).Deployed("1.1", 4).Deployed("1.2", 5);

        Assert.Equal(LiveWas("1.1"), scenario.Caught(6));
    }

    [Fact]
    public void What_production_shows_of_a_version_that_is_not_there_escaped_from_the_live_release() =>
        Assert.Equal(LiveWas("1.0"), Given(Seen(5, stage: Stage.Production, version: "9.9")).Deployed("1.0", 2).Caught(6));

    [Fact]
    public void Several_production_environments_count_as_one()
    {
        var rules = Rules with { ProductionEnvironments = new HashSet<string> { "eu", "us" } };
        var scenario = Given(Seen(5, stage: Stage.Production)).Deployed("1.0", 2, environment: "eu").Deployed("1.1", 4, environment: "us");

        Assert.Equal(LiveWas("1.1"), scenario.Caught(6, rules));
    }

    [Fact]
    public void After_a_rollback_the_version_it_names_is_live()
    {
        var scenario = Given(Seen(5, stage: Stage.Production)).Deployed("1.0", 2).Deployed("1.1", 3).Deployed("1.0", 4, DeploymentOutcome.RolledBack, id: "r");

        Assert.Equal(LiveWas("1.0"), scenario.Caught(6));
        Assert.Equal(Day(2), scenario.Verdict("1.0", 6).InProductionSince);
    }

    [Fact]
    public void A_rollback_alone_brings_a_version_to_production() =>
        Assert.Equal(Day(3), Given().Deployed("1.0", 3, DeploymentOutcome.RolledBack).Verdict("1.0", 4).InProductionSince);

    [Fact]
    public void What_production_shows_before_anything_was_live_is_unattributed() =>
        Assert.Equal(Unattributed, Given(Seen(5, stage: Stage.Production)).Deployed("1.0", 5).Caught(6));

    [Theory]
    [InlineData(Stage.Build)]
    [InlineData(Stage.Staging)]
    public void The_rest_is_caught_before_production(Stage stage) =>
        Assert.Equal(BeforeProduction, Given(Seen(5, stage: stage)).Deployed("1.0", 2).Caught(6));

    /// <summary>What the scan names was in production.</summary>
    private static Caught EscapedFrom(string version) => new("production", version, "M5.6");

    /// <summary>A scan of production sees what is live.</summary>
    private static Caught LiveWas(string version) => new("production", version, "M5.7");
}
