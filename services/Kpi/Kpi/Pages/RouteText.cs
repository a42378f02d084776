namespace MetricsPlatform.Kpi.Pages;

/// <summary>A part of a path that may have slashes of its own: the server leaves those written %2F.</summary>
internal static class RouteText
{
    public static string Of(string value) => value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
