using MetricsPlatform.Kpi.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>Ready when the figures are those of all services that Correlation listed, and <c>/metrics</c> shows them.</summary>
public sealed class CatchUpHealthCheck(CatchUpProgress progress, KpiMetricsPage page) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Missing() is { } missing ? HealthCheckResult.Unhealthy(missing) : HealthCheckResult.Healthy());

    private string? Missing() =>
        !progress.IsCaughtUp
            ? progress.Missing is { } behind ? $"{behind} services are behind what correlation listed" : "waiting for correlation to list its services"
            : page.Text.IsEmpty ? "the figures are being computed" : null;
}
