using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>Colours of values.</summary>
internal sealed record Thresholds(params (double From, string Colour)[] Steps)
{
    /// <summary>The colour below every step, and of what is absent.</summary>
    private const string Plain = "text";

    public static readonly Thresholds None = new();

    /// <summary>None of it is what one wants.</summary>
    public static readonly Thresholds RedFromOne = new((0, "green"), (1, "red"));

    public static readonly Thresholds OrangeFromOne = new((0, "green"), (1, "orange"));

    /// <summary>A share that should be near one.</summary>
    public static readonly Thresholds Share = new((0, "red"), (0.8, "orange"), (0.95, "green"));

    /// <summary>A time as a share of its target; what takes exactly as long as promised is in time.</summary>
    public static readonly Thresholds OfTarget = new((0, "green"), (0.8, "orange"), (1.001, "red"));

    /// <summary>Days since a scan: figures are stale after seven, seven included; the alert ScanKindStopped comes at 30.</summary>
    public static readonly Thresholds ScanAge = new((0, "green"), (7.001, "orange"), (30, "red"));

    /// <summary>A share that should be small.</summary>
    public static readonly Thresholds UnwantedShare = new((0, "green"), (0.15, "orange"), (0.3, "red"));

    public JsonObject ToNode() => new()
    {
        ["mode"] = "absolute",
        ["steps"] = new JsonArray([Step(null, Plain), .. Steps.Select(s => (JsonNode)Step(s.From, s.Colour))]),
    };

    private static JsonObject Step(double? from, string colour) => new() { ["color"] = colour, ["value"] = from };
}
