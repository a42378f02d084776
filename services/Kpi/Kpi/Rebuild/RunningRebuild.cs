using MetricsPlatform.Hosting.Audit;
using Npgsql;

namespace MetricsPlatform.Kpi.Rebuild;

/// <summary>A rebuild of this replica, as long as its session holds the lock. What it writes down goes through that session: a rebuild that has lost the lock ends.</summary>
public sealed class RunningRebuild(NpgsqlConnection session, long lockKey) : IAsyncDisposable
{
    private readonly Guid id = Guid.NewGuid();

    /// <param name="by">Name of whoever asked for it, which goes on record.</param>
    /// <returns>False: somebody else holds the lock.</returns>
    internal async Task<bool> Begin(string? by, DateTimeOffset now, CancellationToken ct)
    {
        await using var locking = Command("select pg_try_advisory_lock(@key)", new NpgsqlParameter("key", lockKey));
        if (!(bool)(await locking.ExecuteScalarAsync(ct))!)
        {
            return false;
        }
        await using var transaction = await session.BeginTransactionAsync(ct);
        await Write("insert into kpi.rebuild (id, state) values (@id, 'running')", ct);
        await AuditTrail.Add(session, [new AuditEntry(by, "kpi.rebuilt", $"{id}", [])], now, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public Task Progress(int servicesDone, int servicesTotal, long findings, CancellationToken ct) => Write(
        "update kpi.rebuild set services_done = @done, services_total = @total, findings = @findings where id = @id", ct,
        new("done", servicesDone), new("total", servicesTotal), new("findings", findings));

    public Task Done(CancellationToken ct) => Write("update kpi.rebuild set state = 'done', finished_at = now() where id = @id", ct);

    public Task Failed(string reason, CancellationToken ct) =>
        Write("update kpi.rebuild set state = 'failed', finished_at = now(), reason = @reason where id = @id", ct, new NpgsqlParameter("reason", reason));

    /// <summary>Lets go of the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var unlocking = Command("select pg_advisory_unlock_all()");
            await unlocking.ExecuteNonQueryAsync();
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The session is gone, and the lock with it.
        }
        await session.DisposeAsync();
    }

    private async Task Write(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(sql, [new NpgsqlParameter("id", id), .. parameters]);
        await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, session);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
