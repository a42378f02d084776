using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §5, shipped with known. Release 2.0 goes to production on day 10.</summary>
public sealed class ShippedWithKnownTests
{
    [Fact]
    public void An_open_high_finding_caught_before_production_ships_with_the_release()
    {
        var scenario = Given(Seen(5, id: 'a')).Deployed("2.0", 10);

        Assert.Equal([Id('a')], scenario.Verdict("2.0", 11).ShippedWith.Select(FindingId.Text));
        Assert.Equal(1, scenario.At(11).Provisional().ShippedWithKnown);
        Assert.Equal(1, scenario.At(40).Settled().ShippedWithKnown);
        Assert.Equal(1, scenario.At(40).Settled().Clean);
    }

    [Fact]
    public void A_finding_that_escaped_from_an_earlier_release_is_known() =>
        Ships(true, Given(Seen(5, version: "1.0")).Deployed("1.0", 4).Deployed("2.0", 10));

    [Fact]
    public void Several_findings_count_as_one_release()
    {
        var scenario = Given(Seen(5), Seen(6, id: 'g')).Deployed("2.0", 10).Deployed("2.1", 12);

        Assert.Equal(2, scenario.At(13).Provisional().ShippedWithKnown);
    }

    [Fact]
    public void What_is_first_seen_later_was_not_known() => Ships(false, Given(Seen(10.01)).Deployed("2.0", 10));

    [Fact]
    public void What_is_first_seen_at_that_very_instant_stood_there() => Ships(true, Given(Seen(10)).Deployed("2.0", 10));

    [Fact]
    public void What_is_fixed_at_that_very_instant_stood_no_more() => Ships(false, Given(Seen(5).Gone(10)).Deployed("2.0", 10));

    [Fact]
    public void What_is_fixed_later_stood() => Ships(true, Given(Seen(5).Gone(10.01)).Deployed("2.0", 10));

    [Fact]
    public void An_unattributed_finding_is_not_asked() => Ships(false, Given(Seen(5, stage: Stage.Production)).Deployed("2.0", 10));

    [Fact]
    public void The_severity_is_that_of_the_deployment()
    {
        Ships(false, Given(Seen(5, Severity.Medium).Again(11, Severity.High)).Deployed("2.0", 10));
        Ships(true, Given(Seen(5).Again(11, Severity.Low)).Deployed("2.0", 10));
    }

    [Fact]
    public void The_acceptance_is_that_of_the_deployment()
    {
        Ships(false, Given(Seen(5).Accepted(9, until: 10.5)).Deployed("2.0", 10));
        Ships(true, Given(Seen(5).Accepted(9, until: 10)).Deployed("2.0", 10));
        Ships(true, Given(Seen(5).Accepted(10.5)).Deployed("2.0", 10));
    }

    [Fact]
    public void Void_is_as_of_now()
    {
        var scenario = Given(Seen(5).Decided(20, TriageDecision.FalsePositive)).Deployed("2.0", 10);

        Assert.Equal(1, scenario.At(19).Provisional().ShippedWithKnown);
        Assert.Equal(0, scenario.At(20).Provisional().ShippedWithKnown);
    }

    [Fact]
    public void A_gap_that_a_flap_made_is_no_gap()
    {
        var scenario = Given(Seen(5).Gone(9.5).Again(10.4)).Deployed("2.0", 10);

        Assert.Equal(0, scenario.At(10.3).Provisional().ShippedWithKnown);
        Assert.Equal(1, scenario.At(10.4).Provisional().ShippedWithKnown);
    }

    private static void Ships(bool withKnown, KpiScenario scenario)
    {
        Assert.Equal(withKnown, scenario.Verdict("2.0", 15).ShippedWith.Count > 0);
        Assert.Equal(withKnown ? 1 : 0, scenario.At(15).Provisional().ShippedWithKnown);
    }
}
