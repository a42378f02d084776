using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>Healthy while PostgreSQL answers a query.</summary>
/// <remarks>
/// A server that hangs keeps a query for much longer than a probe waits, whatever the query is told; so it is left to itself, and no
/// second one is sent after it.
/// </remarks>
internal sealed class PostgresHealth(NpgsqlDataSource database) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task asked = Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await Asked().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL does not answer: {e.Message}");
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL does not answer within {Patience.TotalSeconds} s");
        }
    }

    private Task Asked()
    {
        lock (gate)
        {
            return asked = asked.IsCompleted ? Ask() : asked;
        }
    }

    private async Task Ask()
    {
        await using var command = database.CreateCommand("select 1");
        await command.ExecuteScalarAsync();
    }
}
