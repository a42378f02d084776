using System.Threading.Channels;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Ingestion.Relay;
using MetricsPlatform.Hosting.Outages;
using MetricsPlatform.Ingestion.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Ingestion.Progress;

/// <summary>Writes acknowledgements down, as many at once as there are.</summary>
/// <remarks>One that is lost with the process comes again: the relay sends again, the sweeper asks again.</remarks>
public sealed partial class ProgressWriter(ProgressStore store, InboxSchema schema, RelaySignal relay, ILogger<ProgressWriter> log) : BackgroundService
{
    private const int MaxAtOnce = 2000;
    private readonly Channel<object> waiting = Channel.CreateBounded<object>(new BoundedChannelOptions(10 * MaxAtOnce) { SingleReader = true });

    /// <param name="acknowledgement">An <see cref="EventCommitted"/>, <see cref="RevisionApplied"/> or <see cref="ReplicaAlive"/>.</param>
    public ValueTask Write(object acknowledgement, CancellationToken ct) => waiting.Writer.WriteAsync(acknowledgement, ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.Done(stoppingToken);
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            var batch = new List<object>();
            while (batch.Count < MaxAtOnce && waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }
            await WriteUntilDone(batch, stoppingToken);
            relay.Set();   // what is committed made room for more
        }
    }

    private async Task WriteUntilDone(List<object> batch, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await store.Write([.. batch.OfType<EventCommitted>()], [.. batch.OfType<RevisionApplied>()], [.. batch.OfType<ReplicaAlive>()], [], ct);
                return;
            }
            catch (Exception e) when (Outage.Is(e))
            {
                LogWaiting(log, e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Acknowledgements wait for PostgreSQL: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
