using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.WorkedCases;

/// <summary>Each case in other orders, in batches and with repeats: the same figures, each time on a fresh store.</summary>
public sealed class OtherOrderTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [ClassData(typeof(WorkedCaseNames))]
    public async Task Events_sent_in_reverse_and_in_batches_give_the_same_figures(string name)
    {
        var worked = WorkedCase.Load(name);
        await using var platform = await StandaloneInside.Start(await postgres.CreateDatabase());
        await CaseRun.SendInBatches(platform.Client, [.. CaseRun.EventsOf(worked).Reverse().Chunk(25)]);
        await CaseRun.Compare(platform.Client, worked);
    }

    [Theory]
    [ClassData(typeof(WorkedCaseNames))]
    public async Task Events_sent_shuffled_with_repeats_and_in_batches_of_any_size_give_the_same_figures(string name)
    {
        var worked = WorkedCase.Load(name);
        await using var platform = await StandaloneInside.Start(await postgres.CreateDatabase());
        await CaseRun.SendInBatches(platform.Client, Shuffled.Batches(CaseRun.EventsOf(worked), seed: name.Sum(c => c)));
        await CaseRun.Compare(platform.Client, worked);
    }
}
