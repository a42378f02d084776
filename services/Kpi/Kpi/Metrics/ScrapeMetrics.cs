using MetricsPlatform.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prometheus;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>GET /metrics: the rendered KPIs, then what this process counts. OpenMetrics for who asks for it (then with exemplars).</summary>
internal static class ScrapeMetrics
{
    private const string Classic = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    public static void MapScrapeMetrics(this IEndpointRouteBuilder routes) => routes.MapGet("/metrics", Handle).ExcludeFromDescription().RequireForMetrics(routes);

    private static async Task Handle(HttpContext context, KpiMetricsPage page, CancellationToken ct)
    {
        var open = context.Request.Headers.Accept.Any(a => a?.Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase) == true);
        context.Response.ContentType = open ? OpenMetrics : Classic;
        await context.Response.Body.WriteAsync(page.Text, ct);
        await Prometheus.Metrics.DefaultRegistry.CollectAndExportAsTextAsync(
            context.Response.Body, open ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText, ct);
    }
}
