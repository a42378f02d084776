using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>A value that is shown as a word, in a colour.</summary>
/// <param name="Value">A number or a text.</param>
/// <param name="Colour">Null: that of the thresholds.</param>
internal sealed record ValueWord(string Value, string Word, string? Colour = null)
{
    /// <summary>A field's <c>mappings</c>.</summary>
    public static JsonArray ToMappings(IReadOnlyList<ValueWord> words) => words.Count == 0
        ? []
        : [new JsonObject { ["type"] = "value", ["options"] = new JsonObject(words.Select(w => KeyValuePair.Create(w.Value, (JsonNode?)w.ToResult()))) }];

    private JsonObject ToResult()
    {
        var result = new JsonObject { ["text"] = Word };
        if (Colour is not null)
        {
            result["color"] = Colour;
        }
        return result;
    }
}
