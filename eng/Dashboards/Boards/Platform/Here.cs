namespace MetricsPlatform.Dashboards.Boards.Platform;

/// <summary>Metrics of the chosen jobs and instances.</summary>
internal static class Here
{
    private const string Matchers = "job=~\"$job\", instance=~\"$instance\"";

    public static string Of(string metric) => $"{metric}{{{Matchers}}}";

    /// <summary>A counter's increase a second.</summary>
    public static string Rate(string counter) => $"rate({Of(counter)}[$__rate_interval])";

    /// <summary>A counter's increase over the range that is shown.</summary>
    public static string InRange(string counter) => $"increase({Of(counter)}[$__range])";
}
