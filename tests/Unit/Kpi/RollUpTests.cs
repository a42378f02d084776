using System.Text.Json;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using static MetricsPlatform.Tests.Unit.Kpi.FindingScenario;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>docs/metrics.md §6: figures over the union, never averages of averages.</summary>
public sealed class RollUpTests
{
    private static readonly KpiScenario Checkout = Given(
        Seen(1).Gone(3), Seen(1, version: "1.0", id: 'b').Accepted(4), Seen(2, Severity.Critical, id: 'c').Ticket(3, TicketStatus.Closed))
        .Deployed("1.0", 0.5, features: ["F-1"]);

    private static readonly KpiScenario Search = Given(
        Seen(1).Gone(9), Seen(5, stage: Stage.Production, id: 'b'), Seen(1, id: 'c').Gone(2).Again(4), Seen(1, id: 'd').Retired(6))
        .Deployed("1.0", 3, features: ["F-1"]).Deployed("1.1", 7, environment: "staging") with { Service = "search" };

    [Fact]
    public void The_mean_over_two_services_is_that_of_their_union()
    {
        var row = KpiEvaluation.Evaluate([Checkout.Facts, Search.Facts], Rules, Day(10)).High();

        Assert.Equal((3, Days(2 + 8 + 1) / 3), (row.Remediated, row.MeanSeconds!.Value));
        Assert.Equal(Days(2), row.MedianSeconds);
    }

    [Fact]
    public void One_key_is_one_feature_within_its_service_only() =>
        Assert.Equal(2, KpiEvaluation.Evaluate([Checkout.Facts, Search.Facts], Rules, Day(10)).Provisional().Features);

    [Fact]
    public void Accumulated_apart_and_merged_in_any_order_gives_what_one_pass_gives()
    {
        var one = Json(KpiEvaluation.Evaluate([Checkout.Facts, Search.Facts], Rules, Day(10)));

        Assert.Equal(one, Json(Merged(Checkout, Search)));
        Assert.Equal(one, Json(Merged(Search, Checkout)));
    }

    [Fact]
    public void Merging_leaves_what_is_merged_as_it_was()
    {
        var part = Accumulated(Search);
        var before = Json(part.Report());
        Accumulated(Checkout).Merge(part);

        Assert.Equal(before, Json(part.Report()));
    }

    [Fact]
    public void Accumulators_of_two_instants_do_not_merge() =>
        Assert.Throws<ArgumentException>(() => new KpiAccumulator(Rules, Day(10)).Merge(new KpiAccumulator(Rules, Day(11))));

    [Theory]
    [InlineData(30 * 24 * 60, "30d")]
    [InlineData(12 * 60, "12h")]
    [InlineData(90, "90m")]
    public void A_window_is_named_in_the_largest_unit_that_divides_it(int minutes, string text) =>
        Assert.Equal(text, Checkout.At(10, Rules with { Windows = [TimeSpan.FromMinutes(minutes)] }).ShiftLeft[0].Window);

    private static KpiReport Merged(params KpiScenario[] services)
    {
        var all = new KpiAccumulator(Rules, Day(10));
        foreach (var service in services)
        {
            all.Merge(Accumulated(service));
        }
        return all.Report();
    }

    private static KpiAccumulator Accumulated(KpiScenario service)
    {
        var accumulator = new KpiAccumulator(Rules, Day(10));
        accumulator.Add(service.Facts);
        return accumulator;
    }

    private static string Json(KpiReport report) => JsonSerializer.Serialize(report);
}
