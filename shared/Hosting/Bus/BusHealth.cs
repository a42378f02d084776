using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>Whether the bus carries, in words for whoever is on call.</summary>
/// <param name="broker">Where it is; null: the bus is in memory.</param>
/// <param name="servesWithoutBus">Requests are answered meanwhile: the process stays ready, and says what is wrong.</param>
internal sealed class BusHealth(IBusControl bus, Uri? broker, bool servesWithoutBus) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Trouble() is { } trouble
            ? new HealthCheckResult(servesWithoutBus ? HealthStatus.Degraded : HealthStatus.Unhealthy, trouble)
            : HealthCheckResult.Healthy());

    private string? Trouble()
    {
        var health = bus.CheckHealth();
        var name = broker is null ? "the bus in memory" : $"RabbitMQ at {broker.Host}:{(broker.IsDefaultPort || broker.Port < 0 ? 5672 : broker.Port)}";
        var unheard = health.Endpoints.Values.Count(e => e.Status != BusHealthStatus.Healthy);
        return health.Status == BusHealthStatus.Healthy ? null
            : unheard < health.Endpoints.Count ? $"{name} answers, and {unheard} of {health.Endpoints.Count} queues are not heard yet"
            : $"{name} does not answer; what was accepted waits in the inbox";
    }
}
