using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Ingestion.Storage;
using MetricsPlatform.Ingestion.Submissions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Ingestion.Progress;

/// <summary>Asks how far the KPIs are, where an acknowledgement is overdue, and measures what waits.</summary>
public sealed partial class ProgressSweeper(
    NpgsqlDataSource database, InboxSchema schema, ProgressStore store, InboxLimit limit, MessageSender sender, ILogger<ProgressSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.Done(stoppingToken);
        using var timer = new PeriodicTimer(Period);
        do
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, Outage.Is(e) ? null : e, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Sweep(CancellationToken ct)
    {
        var overdue = await Overdue(ct);
        if (overdue.Count > 0)
        {
            // Two processes may have written commit and revision at once, each blind to the other.
            await store.Write([], [], [], overdue, ct);
        }
        foreach (var service in await Overdue(ct))
        {
            await sender.Publish(new AppliedRevisionRequested(service), ct);
        }
        var before = limit.TakenSoFar;
        await using var count = database.CreateCommand(
            """
            select (select count(*) from ingestion.item where status = 'accepted'),
              (select coalesce(sum(size), 0) from ingestion.outbox),
              (select count(*) from ingestion.dead_letter) + (select count(*) from ingestion.dead_message where redriven_at is null)
            """);
        await using var reader = await count.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (events, bytes) = (reader.GetInt64(0), reader.GetInt64(1));
        limit.Measured(events, bytes, before);
        IngestionMetrics.Standing(events, bytes, deadLetters: reader.GetInt64(2));
    }

    private async Task<List<string>> Overdue(CancellationToken ct)
    {
        await using var select = database.CreateCommand(
            "select distinct service from ingestion.item where status = 'committed' and committed_at < now() - interval '2 seconds' limit 500");
        await using var reader = await select.ExecuteReaderAsync(ct);
        var services = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            services.Add(reader.GetString(0));
        }
        return services;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox could not be swept: {Reason}")]
    private static partial void LogFailure(ILogger logger, Exception? exception, string reason);
}
