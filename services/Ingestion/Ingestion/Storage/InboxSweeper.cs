using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Ingestion.Storage;

/// <summary>
/// Forgets what is older than it is kept: bodies first, then submissions with what became of them, and refusals. No figure rests on them, and
/// nothing goes that is still to be worked off. A repeat of a forgotten event is told by Correlation.
/// </summary>
public sealed partial class InboxSweeper(
    NpgsqlDataSource database, InboxSchema schema, IngestionOptions options, TimeProvider clock, ILogger<InboxSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    /// <summary>So that no sweep holds a transaction open for long.</summary>
    private const int AtOnce = 1000;

    private const string Bodies =
        """
        with old as (
          select id from ingestion.submission s where received_at < $1 and exists (select from ingestion.payload p where p.submission = s.id)
          order by received_at limit $2),
        gone as (delete from ingestion.payload using old where submission = old.id)
        select count(*)::int from old
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
                await Forget(Bodies, options.KeepPayloads, stoppingToken);
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

    private async Task Forget(string delete, TimeSpan kept, CancellationToken ct)
    {
        int gone;
        do
        {
            await using var command = database.CreateCommand(delete);
            command.Parameters.Add(new() { Value = clock.GetUtcNow() - kept });
            command.Parameters.Add(new() { Value = AtOnce });
            gone = (int)(await command.ExecuteScalarAsync(ct))!;
        }
        while (gone == AtOnce);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is older than it is kept could not be forgotten: {Reason}")]
    private static partial void LogFailure(ILogger logger, Exception? exception, string reason);
}
