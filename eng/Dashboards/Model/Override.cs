using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>What is different for one series or column.</summary>
internal sealed record Override(string Field, params (string Property, JsonNode Value)[] Properties)
{
    public static Override Colour(string field, string colour) => new(field, ("color", new JsonObject { ["mode"] = "fixed", ["fixedColor"] = colour }));

    public static Override Dashed(string field, string colour)
    {
        var coloured = Colour(field, colour);
        var dash = new JsonObject { ["fill"] = "dash", ["dash"] = new JsonArray(6, 6) };
        return coloured with { Properties = [.. coloured.Properties, ("custom.lineStyle", dash)] };
    }

    /// <summary>A light band between this line and another one.</summary>
    public Override BandDownTo(string other) => this with { Properties = [.. Properties, ("custom.fillBelowTo", other), ("custom.fillOpacity", 10)] };

    public JsonObject ToNode() => new()
    {
        ["matcher"] = new JsonObject { ["id"] = "byName", ["options"] = Field },
        ["properties"] = new JsonArray([.. Properties.Select(p => (JsonNode)new JsonObject { ["id"] = p.Property, ["value"] = p.Value.DeepClone() })]),
    };
}
