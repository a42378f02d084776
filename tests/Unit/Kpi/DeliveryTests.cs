using MetricsPlatform.Contracts;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §10, DORA's figures.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public void Changes_are_successful_deployments_to_production()
    {
        var row = Given().Deployed("1.0", 1).Deployed("1.1", 2, DeploymentOutcome.Failed).Deployed("1.1", 3, environment: "staging", id: "s")
            .Deployed("1.0", 4, DeploymentOutcome.RolledBack, id: "r").Deployed("1.2", 5).At(6).Delivery();

        Assert.Equal((2, 2 / 30d), (row.Changes, row.ChangesPerDay));
    }

    [Fact]
    public void A_change_that_is_rolled_back_to_another_version_before_the_next_one_failed()
    {
        var row = Given().Deployed("1.0", 1).Deployed("1.1", 2).Deployed("1.0", 3, DeploymentOutcome.RolledBack, id: "r").Deployed("1.2", 4).At(6).Delivery();

        Assert.Equal((3, 1, 1 / 3d), (row.Changes, row.Failed, row.ChangeFailureRatio!.Value));
    }

    [Fact]
    public void Going_back_to_the_very_version_of_the_change_is_no_failure() =>
        Assert.Equal(0, Given().Deployed("1.0", 1).Deployed("1.0", 2, DeploymentOutcome.RolledBack, id: "r").At(6).Delivery().Failed);

    [Fact]
    public void An_incident_fails_the_latest_change_before_it()
    {
        var scenario = Given().Deployed("1.0", 1).Deployed("1.1", 2).Deployed("1.2", 4).Incident("I-1", (3, IncidentStatus.Open));

        Assert.Equal((3, 1, 1), (scenario.At(6).Delivery().Changes, scenario.At(6).Delivery().Failed, scenario.At(6).Delivery().Incidents));
        Assert.Equal(0, scenario.At(2.9).Delivery().Failed);
    }

    [Fact]
    public void An_incident_that_names_a_version_fails_the_change_that_brought_it()
    {
        var scenario = Given().Deployed("1.0", 1).Deployed("1.1", 40);

        Assert.Equal((1, 0), Failed(scenario.Incident("I-1", (41, IncidentStatus.Open)), 42));
        Assert.Equal((0, 1), Failed(scenario.Incident("I-1", "1.0", (41, IncidentStatus.Open)), 42));
        Assert.Equal((0, 0), Failed(scenario.Incident("I-1", "9.9", (41, IncidentStatus.Open)), 42));
    }

    [Fact]
    public void At_the_very_instant_of_a_change_an_incident_followed_from_the_one_before() =>
        Assert.Equal((0, 1), Failed(Given().Deployed("1.0", 1).Deployed("1.1", 40).Incident("I-1", (40, IncidentStatus.Open)), 42));

    [Fact]
    public void Incidents_elsewhere_than_in_production_do_not_count()
    {
        var row = Given().Deployed("1.0", 1).Incident("I-1", (2, IncidentStatus.Open), environment: "staging").At(3).Delivery();

        Assert.Equal((0, 0), (row.Failed, row.Incidents));
    }

    [Fact]
    public void A_change_fails_once() => Assert.Equal(1, Given().Deployed("1.0", 1).Deployed("1.1", 2).Deployed("1.0", 3, DeploymentOutcome.RolledBack, id: "r")
        .Incident("I-1", (2.5, IncidentStatus.Open)).Incident("I-2", (2.6, IncidentStatus.Open)).At(6).Delivery().Failed);

    [Fact]
    public void Time_to_restore_runs_from_the_first_opening_to_the_resolution_that_lasted()
    {
        var scenario = Given().Incident("I-1", (1, IncidentStatus.Open), (2, IncidentStatus.Resolved), (3, IncidentStatus.Open), (5, IncidentStatus.Resolved), (6, IncidentStatus.Resolved));

        Assert.Equal((1, Days(1)), (scenario.At(2.5).Delivery().Restored, scenario.At(2.5).Delivery().RestoreMeanSeconds!.Value));
        Assert.Equal((0, (double?)null), (scenario.At(4).Delivery().Restored, scenario.At(4).Delivery().RestoreMeanSeconds));
        Assert.Equal((1, Days(4), Days(4)), (scenario.At(7).Delivery().Restored, scenario.At(7).Delivery().RestoreSeconds, scenario.At(7).Delivery().RestoreMeanSeconds!.Value));
    }

    [Fact]
    public void The_ratio_is_absent_without_changes() => Assert.Null(Given().At(1).Delivery().ChangeFailureRatio);

    private static (int Within30, int Before) Failed(KpiScenario scenario, double now)
    {
        var (month, quarter) = (scenario.At(now).Delivery().Failed, scenario.At(now).Delivery("90d").Failed);
        return (month, quarter - month);
    }
}
