using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.WorkedCases;
using MetricsPlatform.Tests.Unit.Pipeline;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

[Collection(ApartTests.Name)]
public sealed class HistoryTests(ApartFixture platform)
{
    [Fact]
    public async Task Generated_histories_shuffled_among_each_other_with_repeats_give_the_figures_of_the_pure_pipeline()
    {
        await CaseRun.SendInBatches(platform.Client, Shuffled.Batches([.. OwnInput.Histories.SelectMany(i => i.Events)], seed: 1));

        foreach (var (history, input) in GeneratedHistory.All.Zip(OwnInput.Histories))
        {
            var pure = new PurePipeline(history);
            foreach (var at in history.Select(e => e.Header.Time).Distinct().SelectMany(t => new[] { t, t.AddDays(31) }))
            {
                KpiAssert.Same(KpiAssert.ToJson(pure.At(at)), await platform.Client.Kpis(at, input.Team), at);
            }
        }
    }
}
