using MetricsPlatform.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Prometheus;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>What the process exports about itself.</summary>
public static class PlatformMetrics
{
    /// <summary><c>/metrics</c> with everything that this process counts; for hosts without Kpi, which maps its own.</summary>
    public static void MapPlatformMetrics(this IEndpointRouteBuilder routes) => routes.MapMetrics().RequireForMetrics(routes);

    /// <summary>Keeps the process's figures and drops prometheus-net's copies of meters and event counters: 60 families that nobody asked for.</summary>
    internal static void KeepOurOwn() => Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions
    {
        SuppressDebugMetrics = true,
        SuppressEventCounters = true,
        SuppressMeters = true,
    });
}
