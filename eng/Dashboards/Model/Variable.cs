using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>A choice above the dashboard.</summary>
public sealed record Variable(string Name, string Label, string Type, string Query, JsonObject More)
{
    private const int OnTimeRangeChange = 2;
    private const int Alphabetical = 1;
    private const int HideVariable = 2;

    internal static Variable Prometheus() => new("datasource", "Data source", "datasource", "prometheus", new() { ["hide"] = 0, ["refresh"] = 1 });

    /// <summary>One label value at a time.</summary>
    /// <param name="query">As in <c>label_values(metric, label)</c>.</param>
    internal static Variable One(string name, string label, string query, string? initially = null)
    {
        var more = new JsonObject { ["multi"] = false, ["includeAll"] = false };
        if (initially is not null)
        {
            more["current"] = new JsonObject { ["text"] = initially, ["value"] = initially };
        }
        return OfQuery(name, label, query, more);
    }

    /// <summary>Any of the label values, at first all.</summary>
    internal static Variable Many(string name, string label, string query) => OfQuery(name, label, query, new()
    {
        ["multi"] = true,
        ["includeAll"] = true,
        ["allValue"] = ".+",
        ["current"] = new JsonObject { ["text"] = new JsonArray("All"), ["value"] = new JsonArray("$__all") },
    });

    /// <summary>A text that nobody chooses on the dashboard.</summary>
    internal static Variable Hidden(string name, string label, string value) => new(name, label, "textbox", value, new()
    {
        ["hide"] = HideVariable,
        ["current"] = new JsonObject { ["text"] = value, ["value"] = value },
    });

    internal JsonObject ToNode()
    {
        var node = new JsonObject { ["name"] = Name, ["label"] = Label, ["type"] = Type, ["query"] = Query };
        foreach (var (name, value) in More)
        {
            node[name] = value?.DeepClone();
        }
        return node;
    }

    private static Variable OfQuery(string name, string label, string query, JsonObject more)
    {
        more["datasource"] = Datasource.Reference();
        more["definition"] = query;
        more["refresh"] = OnTimeRangeChange;
        more["sort"] = Alphabetical;
        more["hide"] = 0;
        return new Variable(name, label, "query", query, more);
    }
}
