using Npgsql;

namespace MetricsPlatform.Kpi.States;

/// <summary>Creates the tables of schema <c>kpi</c> where they are missing; replicas that start together do it one after another.</summary>
public sealed class KpiSchema(NpgsqlDataSource database)
{
    private const long LockKey = 0x6b706921;   // any constant that nothing else locks

    public async Task Create(CancellationToken ct)
    {
        using var reader = new StreamReader(typeof(KpiSchema).Assembly.GetManifestResourceStream("kpi.schema.sql")!);
        var ddl = await reader.ReadToEndAsync(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock({LockKey});\n{ddl}", connection, transaction);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
