using System.Text.Json.Nodes;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>A dashboard as Grafana reads it.</summary>
internal sealed record DashboardFile(string Name, JsonNode Json)
{
    public static IReadOnlyList<DashboardFile> All { get; } =
        [.. Repository.Files("deploy/grafana/dashboards", "*.json").Order(StringComparer.Ordinal).Select(f => new DashboardFile(Path.GetFileNameWithoutExtension(f), JsonNode.Parse(File.ReadAllText(f))!))];

    public string Title => (string)Json["title"]!;

    public IEnumerable<JsonNode> Panels => Json["panels"]!.AsArray().Where(p => (string?)p!["type"] != "row")!;

    public IEnumerable<JsonNode> Variables => Json["templating"]!["list"]!.AsArray()!;

    /// <summary>Every query, with the title of its panel.</summary>
    public IEnumerable<(string Panel, string Expr)> Queries =>
        Panels.SelectMany(p => p["targets"]!.AsArray().Select(t => ((string)p["title"]!, (string)t!["expr"]!)));

    /// <summary>Every link of the dashboard, its panels and their columns.</summary>
    public IEnumerable<string> Links => Urls(Json);

    public static IEnumerable<string> Urls(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(p => p.Key == "url" ? [(string)p.Value!] : Urls(p.Value)),
        JsonArray list => list.SelectMany(Urls),
        _ => [],
    };
}
