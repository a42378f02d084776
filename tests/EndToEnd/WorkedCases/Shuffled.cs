using System.Text.Json.Nodes;

namespace MetricsPlatform.Tests.EndToEnd.WorkedCases;

/// <summary>The same events in another order, a third of them twice, in batches of any size.</summary>
internal static class Shuffled
{
    public static IReadOnlyList<JsonNode[]> Batches(IReadOnlyList<JsonNode> events, int seed)
    {
        var random = new Random(seed);
        var sent = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(sent);
        return [.. Cut(sent, random)];
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
