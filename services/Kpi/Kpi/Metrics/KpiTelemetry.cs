using System.Reflection;
using Prometheus;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>What Kpi tells about itself, in prometheus-net's default registry.</summary>
internal static class KpiTelemetry
{
    public static readonly Gauge Computed = Prometheus.Metrics.CreateGauge(
        "devsecops_kpi_computed_timestamp_seconds", "The instant that the KPIs shown here are of.",
        new GaugeConfiguration { SuppressInitialValue = true });   // 0 would be an instant in 1970

    public static readonly Histogram ComputeDuration = Prometheus.Metrics.CreateHistogram(
        "devsecops_kpi_compute_duration_seconds", "Time to compute and render all KPIs.",
        new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.001, 4, 8) });

    public static readonly Counter Skipped = Prometheus.Metrics.CreateCounter(
        "devsecops_skipped_events_total", "Stored events or states that could not be read and were left out.");

    public static readonly Gauge ServicesHeldBack = Prometheus.Metrics.CreateGauge(
        "devsecops_metrics_services_held_back", "Services that are left out here because there are more than Kpi:MaxServicesInMetrics.");

    private static readonly Gauge BuildInfo = Prometheus.Metrics.CreateGauge(
        "devsecops_build_info", "What is running; always 1.", "version", "commit");

    /// <summary>Shows which build this is: the assembly's informational version is version+commit.</summary>
    public static void ShowBuild()
    {
        var informational = typeof(KpiTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var (version, commit) = informational.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus
            ? (informational[..plus], informational[(plus + 1)..])
            : (informational, "");
        BuildInfo.WithLabels(version, commit).Set(1);
    }
}
