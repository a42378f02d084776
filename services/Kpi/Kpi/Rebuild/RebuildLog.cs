using MetricsPlatform.Contracts;
using Npgsql;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>Rebuilds as the database knows them: all replicas see them, and one runs at a time.</summary>
public sealed class RebuildLog(NpgsqlDataSource database)
{
    /// <summary>Held by the session of the replica that rebuilds; PostgreSQL lets it go when that is gone.</summary>
    private const long LockKey = 0x6b706972;   // any constant that nothing else locks

    private const string ReadLatest = """
        select state, services_done, services_total, findings, started_at, finished_at, reason, exists (
          select from pg_locks where locktype = 'advisory' and classid = 0 and objid = @key and objsubid = 1
            and database = (select oid from pg_database where datname = current_database()))
        from kpi.rebuild order by started_at desc limit 1
        """;

    /// <returns>Null: another one is running.</returns>
    public async Task<RunningRebuild?> Begin(string? by, DateTimeOffset now, CancellationToken ct)
    {
        var running = new RunningRebuild(await database.OpenConnectionAsync(ct), LockKey);
        try
        {
            if (await running.Begin(by, now, ct))
            {
                return running;
            }
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
        await running.DisposeAsync();
        return null;
    }

    public async Task<RebuildStatus> Latest(CancellationToken ct)
    {
        await using var command = database.CreateCommand(ReadLatest);
        command.Parameters.AddWithValue("key", LockKey);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return RebuildStatus.None;
        }
        var state = Enum.Parse<RebuildState>(reader.GetString(0), ignoreCase: true);
        return new RebuildStatus(
            state == RebuildState.Running && !reader.GetBoolean(7) ? RebuildState.Interrupted : state,
            reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4),
            reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5), reader.IsDBNull(6) ? null : reader.GetString(6));
    }
}
