using System.Threading.Channels;

namespace MetricsPlatform.Ingestion.Relay;

/// <summary>Wakes the relay: there is something new in the outbox.</summary>
public sealed class RelaySignal
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => raised.Writer.TryWrite(true);

    /// <summary>Returns when the signal was set since the last wait, or after <paramref name="atMost"/>.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(atMost);
        try
        {
            await raised.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody called: time to look by ourselves.
        }
    }
}
