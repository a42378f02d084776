using System.Text.Json.Nodes;
using MetricsPlatform.Tests.Cases;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>Events whose sources and services begin with a name, so that the events of others beside them do not matter.</summary>
/// <param name="Team">Owns the services, so that the figures of these events can be asked for.</param>
public sealed record OwnInput(string Team, IReadOnlyList<JsonNode> Events)
{
    public static IReadOnlyList<OwnInput> Cases { get; } =
        [.. WorkedCase.Names.Select(name => Of($"case-{name}", JsonNode.Parse(WorkedCase.Load(name).Events)!.AsArray().Select(e => e!)))];

    public static IReadOnlyList<OwnInput> Histories { get; } =
        [.. GeneratedHistory.All.Select((history, number) => Of($"history-{number}", history.Select(EventWriter.Write)))];

    public IEnumerable<string> Services => Events.Select(e => (string)e["data"]!["service"]!).Distinct();

    /// <summary>A prefix, since the order of sources decides among what happens at one instant, and stays as it was.</summary>
    private static OwnInput Of(string team, IEnumerable<JsonNode> events)
    {
        var own = events.ToList();
        foreach (var e in own)
        {
            e["source"] = $"{team}{e["source"]}";
            e["data"]!["service"] = $"{team}-{e["data"]!["service"]}";
            if (e["data"]!["scan"] is { } withdrawn)
            {
                withdrawn["source"] = $"{team}{withdrawn["source"]}";
            }
        }
        return new(team, own);
    }
}
