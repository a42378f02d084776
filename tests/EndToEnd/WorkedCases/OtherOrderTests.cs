using System.Text.Json.Nodes;
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
        var events = CaseRun.EventsOf(worked);
        var random = new Random(name.Sum(c => c));
        var sent = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(sent);
        await using var platform = await StandaloneInside.Start(await postgres.CreateDatabase());
        await CaseRun.SendInBatches(platform.Client, [.. Cut(sent, random)]);
        await CaseRun.Compare(platform.Client, worked);
    }

    private static IEnumerable<JsonNode[]> Cut(JsonNode[] events, Random random)
    {
        for (var at = 0; at < events.Length;)
        {
            var size = random.Next(1, 40);
            yield return events[at..Math.Min(at + size, events.Length)];
            at += size;
        }
    }
}
