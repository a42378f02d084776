using System.Runtime.CompilerServices;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Ingestion.Storage;

/// <summary>
/// Forgets what is older than it is kept: bodies first, into the archive where there is one, then submissions with what became of them, and
/// refusals. No figure rests on them, and nothing goes that is still to be worked off. A repeat of a forgotten event is told by Correlation.
/// </summary>
public sealed partial class InboxSweeper(
    NpgsqlDataSource database, InboxSchema schema, BodyArchive archive, IngestionOptions options, TimeProvider clock, ILogger<InboxSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    /// <summary>So that no sweep holds a transaction open for long.</summary>
    private const int AtOnce = 1000;

    private const string OldBodies =
        """
        select id, received_at, json_strip_nulls(json_build_object(
          'submission', id, 'receivedAt', received_at, 'kind', kind, 'contentType', content_type, 'parameters', parameters, 'idempotencyKey', idempotency_key))::text
        from ingestion.submission s where received_at < $1 and exists (select from ingestion.payload p where p.submission = s.id)
        order by received_at limit $2
        """;

    /// <summary>Items and bodies go with them.</summary>
    private const string Submissions =
        """
        with old as (
          select id from ingestion.submission s where received_at < $1
            and not exists (select from ingestion.item i where i.submission = s.id and i.status in ('accepted', 'committed'))
          order by received_at limit $2),
        gone as (delete from ingestion.submission s using old where s.id = old.id)
        select count(*)::int from old
        """;

    private const string Refusals =
        """
        with old as (select id from ingestion.dead_letter where recorded_at < $1 order by recorded_at limit $2),
        gone as (delete from ingestion.dead_letter d using old where d.id = old.id)
        select count(*)::int from old
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.Done(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ForgetBodies(stoppingToken) == AtOnce)
                {
                }
                await Forget(Submissions, options.KeepSubmissions, stoppingToken);
                await Forget(Refusals, options.KeepSubmissions, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, Outage.Is(e) ? null : e, e.Message);
            }
            await Task.Delay(Period, clock, stoppingToken);
        }
    }

    /// <returns>Of how many submissions.</returns>
    private async Task<int> ForgetBodies(CancellationToken ct)
    {
        var old = new List<(Guid Id, DateTimeOffset ReceivedAt, string About)>();
        await using (var select = Command(OldBodies, options.KeepPayloads < options.KeepSubmissions ? options.KeepPayloads : options.KeepSubmissions))
        await using (var reader = await select.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                old.Add((reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2)));
            }
        }
        foreach (var (id, receivedAt, about) in archive.IsWanted ? old : [])
        {
            await archive.Keep(id, receivedAt, about, Blocks(id, ct), ct);
        }
        await using var delete = database.CreateCommand("delete from ingestion.payload where submission = any($1)");
        delete.Parameters.Add(new() { Value = old.ConvertAll(body => body.Id) });
        await delete.ExecuteNonQueryAsync(ct);
        return old.Count;
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Blocks(Guid submission, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var select = database.CreateCommand("select bytes from ingestion.payload where submission = $1 order by block");
        select.Parameters.Add(new() { Value = submission });
        await using var reader = await select.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return reader.GetFieldValue<byte[]>(0);
        }
    }

    private async Task Forget(string delete, TimeSpan kept, CancellationToken ct)
    {
        int gone;
        do
        {
            await using var command = Command(delete, kept);
            gone = (int)(await command.ExecuteScalarAsync(ct))!;
        }
        while (gone == AtOnce);
    }

    private NpgsqlCommand Command(string sql, TimeSpan kept)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - kept });
        command.Parameters.Add(new() { Value = AtOnce });
        return command;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is older than it is kept could not be forgotten: {Reason}")]
    private static partial void LogFailure(ILogger logger, Exception? exception, string reason);
}
