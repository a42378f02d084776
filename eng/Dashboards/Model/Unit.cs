namespace MetricsPlatform.Dashboards.Model;

/// <summary>Units by Grafana's names.</summary>
internal static class Unit
{
    public const string Count = "short";
    public const string Share = "percentunit";
    public const string Seconds = "s";
    public const string Bytes = "bytes";

    /// <summary>Values in days. Grafana's own units turn 10 days into 1.43 weeks, and targets are promised in days.</summary>
    public const string Days = "suffix:d";
}
