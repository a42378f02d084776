using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>Severities, the worst first, in colours that are the same on every panel.</summary>
internal static class Severities
{
    private static readonly IReadOnlyList<(string Severity, string Colour)> All =
        [("critical", "dark-red"), ("high", "orange"), ("medium", "yellow"), ("low", "blue")];

    public static IReadOnlyList<Override> Colours { get; } = [.. All.Select(s => Override.Colour(s.Severity, s.Colour))];

    public static string ColourOf(string severity) => All.Single(s => s.Severity == severity).Colour;

    /// <summary>A query for each severity.</summary>
    public static IReadOnlyList<Query> Each(Func<string, string> expr) => [.. All.Select(s => new Query(expr(s.Severity), s.Severity))];
}
