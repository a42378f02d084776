using MassTransit;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Ingestion.Relay;

/// <summary>
/// Sends what the outbox holds to Correlation, the events of one service in the order of their acceptance, and sends it again until
/// Correlation says that it has committed it: neither a lost message nor a lost acknowledgement loses an event.
/// </summary>
public sealed partial class OutboxRelay(Outbox outbox, RelaySignal signal, IBus bus, IngestionOptions options, ILogger<OutboxRelay> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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

    private Task Send(IReadOnlyList<Outgoing> messages, CancellationToken ct) =>
        Task.WhenAll(messages.GroupBy(m => ServicePartition.Of(m.Event.Service)).Select(async partition =>
        {
            // The exchange, not the queue: how the queue is declared is its consumer's business.
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{ServicePartition.QueueOf(partition.Key)}"));
            foreach (var message in partition)
            {
                using var span = PlatformTraces.Continue("outbox relay", message.Trace);
                await endpoint.Send((object)message.Event, ct);
            }
        }));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay could not send; what is pending stays in the inbox: {Reason}")]
    private static partial void LogFailure(ILogger logger, Exception? exception, string reason);
}
