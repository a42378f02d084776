using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Ingestion.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Ingestion.Relay;

/// <summary>
/// Sends what the outbox holds to Correlation, the events of one service in the order of their acceptance, and sends it again until
/// Correlation says that it has committed it: neither a lost message nor a lost acknowledgement loses an event.
/// </summary>
public sealed partial class OutboxRelay(
    Outbox outbox, InboxSchema schema, RelaySignal signal, MessageSender sender, IngestionOptions options, ILogger<OutboxRelay> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.Done(stoppingToken);
        var claimAll = options.ClaimAllAtStart;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (claimAll)
                {
                    await outbox.ClaimAll(stoppingToken);
                    claimAll = false;
                }
                while (await outbox.Claim(stoppingToken) is { Count: > 0 } messages)
                {
                    await Send(messages, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, Outage.Is(e) ? null : e, e.Message);
            }
            await signal.Wait(Poll, stoppingToken);
        }
    }

    private async Task Send(IReadOnlyList<ClaimedMessage> messages, CancellationToken ct)
    {
        var partitions = messages.GroupBy(m => ServicePartition.QueueOf(m.Message.Service)).Select(p => (Queue: p.Key, Unsent: new Queue<ClaimedMessage>(p))).ToList();
        try
        {
            await Task.WhenAll(partitions.Select(p => Send(p.Queue, p.Unsent, ct)));
        }
        catch
        {
            await outbox.Return([.. partitions.SelectMany(p => p.Unsent)]);   // also when the process stops
            throw;
        }
    }

    private async Task Send(string queue, Queue<ClaimedMessage> unsent, CancellationToken ct)
    {
        while (unsent.TryPeek(out var next))
        {
            using var span = PlatformTraces.Continue("outbox relay", next.Trace);
            await sender.Send(queue, next.Message, next.Place.ToString(), ct);
            unsent.Dequeue();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay could not send; what is pending stays in the inbox: {Reason}")]
    private static partial void LogFailure(ILogger logger, Exception? exception, string reason);
}
