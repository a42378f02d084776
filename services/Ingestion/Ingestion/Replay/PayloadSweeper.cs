using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Ingestion.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Ingestion.Replay;

/// <summary>Forgets bodies that are older than they are kept. What was made of them stays.</summary>
public sealed partial class PayloadSweeper(
    NpgsqlDataSource database, InboxSchema schema, IngestionOptions options, TimeProvider clock, ILogger<PayloadSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    /// <summary>So that no sweep holds a transaction open for long.</summary>
    private const int AtOnce = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.Done(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Forget(stoppingToken) == AtOnce)
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, Outage.Is(e) ? null : e, e.Message);
            }
            await Task.Delay(Period, clock, stoppingToken);
        }
    }

    /// <returns>Of how many submissions.</returns>
    private async Task<int> Forget(CancellationToken ct)
    {
        await using var delete = database.CreateCommand(
            """
            with old as (
              select id from ingestion.submission s where received_at < $1 and exists (select from ingestion.payload p where p.submission = s.id)
              order by received_at limit $2),
            gone as (delete from ingestion.payload using old where submission = old.id)
            select count(*)::int from old
            """);
        delete.Parameters.Add(new() { Value = clock.GetUtcNow() - options.KeepPayloads });
        delete.Parameters.Add(new() { Value = AtOnce });
        return (int)(await delete.ExecuteScalarAsync(ct))!;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old payloads could not be forgotten: {Reason}")]
    private static partial void LogFailure(ILogger logger, Exception? exception, string reason);
}
