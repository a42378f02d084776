using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>Ready when the figures are those of all services that Correlation listed.</summary>
public sealed class CatchUpHealthCheck(CatchUpProgress progress) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(progress.IsCaughtUp
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(progress.Missing is { } missing
                ? $"{missing} services are behind what correlation listed"
                : "waiting for correlation to list its services"));
}
