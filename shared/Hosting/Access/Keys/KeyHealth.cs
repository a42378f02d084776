using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>Degraded while the store is away and known keys are still in force, then unhealthy: nobody can be let in.</summary>
internal sealed class KeyHealth(KeyRing ring, KeyStore store, AccessOptions access, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Late = 5 * KeyRing.Period;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var age = clock.GetUtcNow() - ring.ReadAt;
        var known = $"those known stay in force for {KeyRing.Honoured.TotalMinutes:0} min";
        return Task.FromResult(
            access.Open || age < Late ? HealthCheckResult.Healthy()
            : age < KeyRing.Honoured ? HealthCheckResult.Degraded($"the API keys in the {store.Place} have not been read for {age.TotalSeconds:0} s; {known}")
            : !ring.IsRead ? HealthCheckResult.Unhealthy($"the API keys in the {store.Place} have not been read yet; no key is accepted")
            : HealthCheckResult.Unhealthy($"the API keys in the {store.Place} have not been read for {age.TotalMinutes:0} min; no key is accepted"));
    }
}
