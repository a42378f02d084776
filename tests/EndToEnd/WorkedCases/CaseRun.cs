using System.Text.Json.Nodes;
using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.WorkedCases;

/// <summary>Sends a worked case's events and compares the figures at every instant that the case names.</summary>
internal static class CaseRun
{
    public static IReadOnlyList<JsonNode> EventsOf(WorkedCase worked) => [.. JsonNode.Parse(worked.Events)!.AsArray().Select(e => e!)];

    /// <summary>One request an event; each is acknowledged before the next is sent.</summary>
    public static async Task SendOneByOne(PlatformClient client, IReadOnlyList<JsonNode> events)
    {
        var answers = new List<Answer>();
        foreach (var e in events)
        {
            answers.Add(await client.Post(e));
        }
        await Taken(client, events, answers);
    }

    public static async Task SendInBatches(PlatformClient client, IReadOnlyList<JsonNode[]> batches)
    {
        var answers = new List<Answer>();
        foreach (var batch in batches)
        {
            answers.Add(await client.PostBatch(batch));
        }
        await Taken(client, [.. batches.SelectMany(b => b)], answers);
    }

    /// <param name="team">Whose figures; null: those of everything.</param>
    public static async Task Compare(PlatformClient client, WorkedCase worked, string? team = null)
    {
        foreach (var expected in worked.Expected)
        {
            KpiAssert.Same(expected.Kpis, await client.Kpis(expected.At, team), expected.At);
        }
    }

    /// <summary>Every event was acknowledged, the repeats as such, and the figures show them.</summary>
    private static async Task Taken(PlatformClient client, IReadOnlyList<JsonNode> events, List<Answer> answers)
    {
        Assert.All(answers, a => Assert.Equal(202, a.Status));
        var different = events.DistinctBy(e => ((string?)e["source"], (string?)e["id"])).Count();
        var items = answers.SelectMany(a => a.Items).ToList();
        Assert.Equal((different, events.Count - different), (items.Count(s => s != "duplicate"), items.Count(s => s == "duplicate")));
        foreach (var submission in answers.Select(a => a.Id).Distinct())
        {
            await client.Processed(submission);
        }
    }
}
