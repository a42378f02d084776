using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>The kinds of panels.</summary>
internal static class Panels
{
    /// <summary>Sizes of text beside bars, in pixels: without them a panel with two bars shouts.</summary>
    private const int BarTitle = 13, BarValue = 16;

    /// <summary>One figure, as of the end of the range.</summary>
    public static Panel Stat(string title, string description, string expr, string unit, Thresholds thresholds, int width = 4) =>
        new("stat", title, description, width)
        {
            Queries = [new Query(expr, "")],
            Shape = QueryShape.Instant,
            Unit = unit,
            Thresholds = thresholds,
            NoValue = "none",
            Options = new JsonObject
            {
                ["colorMode"] = "value",
                ["graphMode"] = "none",
                ["justifyMode"] = "center",
                ["orientation"] = "auto",
                ["percentChangeColorMode"] = "standard",
                ["showPercentChange"] = false,
                ["wideLayout"] = true,
                ["textMode"] = "auto",
                ["reduceOptions"] = LastValue(),
            },
        };

    /// <summary>A text that a label holds, as of the end of the range.</summary>
    public static Panel LabelText(string title, string description, string expr, string label, int width = 4)
    {
        var stat = Stat(title, description, expr, Unit.Count, Thresholds.None, width);
        stat.Options["textMode"] = "name";
        return stat with { Queries = [new Query(expr, $"{{{{{label}}}}}")] };
    }

    /// <summary>Lines over time. A line has gaps where a figure is absent.</summary>
    public static Panel Lines(string title, string description, string unit, int width, params IReadOnlyList<Query> queries) =>
        new("timeseries", title, description, width)
        {
            Queries = queries,
            Unit = unit,
            Min = 0,
            ColourMode = "palette-classic",
            Custom = new JsonObject
            {
                ["drawStyle"] = "line",
                ["lineWidth"] = 2,
                ["fillOpacity"] = 0,
                ["showPoints"] = "never",
                ["spanNulls"] = false,
            },
            Options = TimeOptions(),
        };

    /// <summary>Areas over time, one on the other.</summary>
    public static Panel Stacked(string title, string description, string unit, int width, params IReadOnlyList<Query> queries)
    {
        var lines = Lines(title, description, unit, width, queries);
        lines.Custom["lineWidth"] = 1;
        lines.Custom["fillOpacity"] = 60;
        lines.Custom["stacking"] = new JsonObject { ["mode"] = "normal", ["group"] = "A" };
        return lines;
    }

    /// <summary>A bar for each series, as of the end of the range.</summary>
    public static Panel Bars(string title, string description, string unit, Thresholds thresholds, int width, params IReadOnlyList<Query> queries) =>
        new("bargauge", title, description, width)
        {
            Queries = queries,
            Shape = QueryShape.Instant,
            Unit = unit,
            Min = 0,
            Thresholds = thresholds,
            NoValue = "none",
            Options = new JsonObject
            {
                ["displayMode"] = "basic",
                ["orientation"] = "horizontal",
                ["valueMode"] = "color",
                ["showUnfilled"] = true,
                ["namePlacement"] = "top",
                ["sizing"] = "auto",
                ["text"] = new JsonObject { ["titleSize"] = BarTitle, ["valueSize"] = BarValue },
                ["reduceOptions"] = LastValue(),
            },
        };

    private static JsonObject TimeOptions() => new()
    {
        ["legend"] = new JsonObject { ["showLegend"] = true, ["displayMode"] = "list", ["placement"] = "bottom", ["calcs"] = new JsonArray() },
        ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" },
    };

    private static JsonObject LastValue() => new() { ["values"] = false, ["calcs"] = new JsonArray("lastNotNull"), ["fields"] = "" };
}
