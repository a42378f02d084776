using System.Collections.Concurrent;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Kpi.Triage;

/// <summary>Hands decisions to Ingestion and waits until they are in its inbox.</summary>
public sealed class TriageDesk(MessageSender sender, KpiOptions options)
{
    private const string Queue = "ingestion-triage";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<TriageTaken>> waiting = new();

    /// <param name="by">Name of the key that decided.</param>
    /// <returns>When the event is in the inbox, or refused.</returns>
    /// <exception cref="TimeoutException">No answer: the event may be taken all the same.</exception>
    public async Task<TriageTaken> Take(Guid request, string cloudEvent, string? by, CancellationToken ct)
    {
        var taken = waiting[request] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await sender.Send(Queue, new TriageRequested(request, options.ReplyTo, cloudEvent, by), ct);
            return await taken.Task.WaitAsync(Patience, ct);
        }
        finally
        {
            waiting.TryRemove(request, out _);
        }
    }

    /// <summary>An answer has come.</summary>
    public void Heard(TriageTaken answer)
    {
        if (waiting.TryGetValue(answer.Request, out var asked))
        {
            asked.TrySetResult(answer);
        }
    }
}
