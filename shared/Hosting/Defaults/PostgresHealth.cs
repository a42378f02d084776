using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>Healthy while PostgreSQL answers a query.</summary>
internal sealed class PostgresHealth(NpgsqlDataSource database) : IHealthCheck
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL does not answer: {e.Message}");
        }
    }
}
