using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>A panel. <see cref="Panels"/> makes the kinds that we use.</summary>
/// <param name="Description">What it means, of which window; shown behind the panel's (i).</param>
/// <param name="Width">Of 24 columns.</param>
public sealed record Panel(string Type, string Title, string Description, int Width)
{
    internal IReadOnlyList<Query> Queries { get; init; } = [];

    internal QueryShape Shape { get; init; } = QueryShape.Range;

    internal string Unit { get; init; } = Model.Unit.Count;

    internal int? Decimals { get; init; }

    internal double? Min { get; init; }

    internal double? Max { get; init; }

    internal Thresholds Thresholds { get; init; } = Thresholds.None;

    /// <summary>Values that are shown as a word.</summary>
    internal IReadOnlyList<ValueWord> Words { get; init; } = [];

    /// <summary>What stands where there is no value: an absent figure is no 0.</summary>
    internal string? NoValue { get; init; }

    /// <summary><c>thresholds</c> or <c>palette-classic</c>.</summary>
    internal string ColourMode { get; init; } = "thresholds";

    internal JsonObject Custom { get; init; } = [];

    internal JsonObject Options { get; init; } = [];

    internal IReadOnlyList<Override> Overrides { get; init; } = [];

    internal IReadOnlyList<JsonObject> Transformations { get; init; } = [];

    internal IReadOnlyList<PageLink> Links { get; init; } = [];

    internal JsonObject ToNode(int id, JsonObject place)
    {
        var panel = new JsonObject
        {
            ["id"] = id,
            ["type"] = Type,
            ["title"] = Title,
            ["description"] = Description,
            ["gridPos"] = place,
            ["datasource"] = Datasource.Reference(),
            ["targets"] = new JsonArray([.. Queries.Select((q, i) => (JsonNode)q.ToNode(i, Shape))]),
            ["fieldConfig"] = new JsonObject
            {
                ["defaults"] = Defaults(),
                ["overrides"] = new JsonArray([.. Overrides.Select(o => (JsonNode)o.ToNode())]),
            },
            ["options"] = Options.DeepClone(),
        };
        if (Transformations.Count > 0)
        {
            panel["transformations"] = new JsonArray([.. Transformations.Select(t => t.DeepClone())]);
        }
        return panel;
    }

    private JsonObject Defaults()
    {
        var defaults = new JsonObject
        {
            ["unit"] = Unit,
            ["color"] = new JsonObject { ["mode"] = ColourMode },
            ["thresholds"] = Thresholds.ToNode(),
            ["mappings"] = ValueWord.ToMappings(Words),
            ["custom"] = Custom.DeepClone(),
        };
        Set("decimals", Decimals);
        Set("min", Min);
        Set("max", Max);
        Set("noValue", NoValue);
        Set("links", Links.Count > 0 ? new JsonArray([.. Links.Select(l => (JsonNode)l.ToDataLink())]) : null);
        return defaults;

        void Set(string name, JsonNode? value)
        {
            if (value is not null)
            {
                defaults[name] = value;
            }
        }
    }
}
