using System.Collections.Concurrent;
using Marten;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain;
using MetricsPlatform.Correlation.Domain.States;
using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Hosting.Faults;

namespace MetricsPlatform.Correlation.Correlate;

/// <summary>
/// Loads a service's history, lets the domain decide, appends what follows in one transaction. Messages that wait for the same
/// service share a transaction: a commit costs the same for one and for many, and their order does not matter.
/// </summary>
public sealed class Correlator(CurrentHistories current, ServiceHistories histories, ICatalogue catalogue)
{
    private const int MostAtOnce = 100;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Waiting>> queues = new();

    /// <summary>What the event did, said again for a repeat; null while parts of it are missing.</summary>
    public async Task<EventCommitted?> Correlate(NativeEvent message, CancellationToken ct)
    {
        var waiting = new Waiting(message);
        var queue = queues.GetOrAdd(message.Service, _ => new());
        queue.Enqueue(waiting);
        while (!waiting.Answer.Task.IsCompleted)
        {
            using var held = await current.Hold(message.Service, ct);
            // Whoever comes first works for all that wait; the others find their answer there. Another replica may rename the service meanwhile.
            while (!waiting.Answer.Task.IsCompleted && held.History.RenamedTo is null)
            {
                await CorrelateWaiting(held, queue, ct);
            }
        }
        return await waiting.Answer.Task;
    }

    /// <summary>Takes over what the catalogue says anew: another name, other main branches.</summary>
    public async Task FollowCatalogue(string service, CancellationToken ct)
    {
        using var held = await current.Hold(service, ct);
        await Change(held, history => Recorder.Record(history, catalogue.Current.MainBranchesOf(history.Service)), rewrite: null, ct);
    }

    /// <summary>Puts a pseudonym in the place of a name, in what is known of the service and in what is stored of it.</summary>
    /// <param name="service">By the name under which it is stored.</param>
    public async Task ReplaceName(string service, string name, string pseudonym, CancellationToken ct)
    {
        using var held = await histories.Hold(service, ct);
        await Change(held, history => Recorder.Replace(history, name, pseudonym), session => StoredNames.Replace(session, service, name, pseudonym), ct);
    }

    /// <param name="rewrite">What is done to the stream in the transaction that appends to it; null: nothing.</param>
    private static async Task Change(
        ServiceHistories.HeldHistory held, Func<ServiceHistory, IReadOnlyList<Domain.Facts.ServiceFact>> change, Action<IDocumentSession>? rewrite, CancellationToken ct)
    {
        while (true)
        {
            var facts = change(held.History);
            try
            {
                if (facts.Count > 0)
                {
                    await held.Append([new(facts, PlatformTraces.Current)], ct, rewrite);
                }
                return;
            }
            catch (HistoryMovedOnException)
            {
                await held.ReadAnew(ct);
            }
            catch
            {
                held.Forget();
                throw;
            }
        }
    }

    private async Task CorrelateWaiting(ServiceHistories.HeldHistory held, ConcurrentQueue<Waiting> queue, CancellationToken ct)
    {
        var batch = new List<Waiting>();
        while (batch.Count < MostAtOnce && queue.TryDequeue(out var next))
        {
            batch.Add(next);
        }
        try
        {
            await Record(held, batch, ct);
        }
        catch (HistoryMovedOnException)
        {
            batch.ForEach(queue.Enqueue);
            await held.ReadAnew(ct);
        }
        catch (Exception e)
        {
            // Each of them is delivered again, and tried again, by itself.
            held.Forget();
            batch.ForEach(w => w.Answer.TrySetException(e));
        }
    }

    private async Task Record(ServiceHistories.HeldHistory held, List<Waiting> batch, CancellationToken ct)
    {
        var branches = catalogue.Current.MainBranchesOf(held.History.Service);
        List<TracedFacts> recorded = [.. batch.Select(w => new TracedFacts(Recorder.Record(held.History, w.Message, branches), w.Trace))];
        if (recorded.Exists(r => r.Facts.Count > 0))
        {
            await held.Append(recorded, ct);
            FaultPoint.Reached("correlation-commit");
        }
        foreach (var waiting in batch)
        {
            var header = waiting.Message.Header;
            waiting.Answer.SetResult(held.History.Known(header.Source, header.Id) is { } known
                ? new(header.Submission, header.Item, held.History.Service, known.Revision, Outcome(known, waiting.Message, held.History))
                : null);
        }
    }

    private static EventOutcome Outcome(KnownEvent known, NativeEvent message, ServiceHistory history) => known.Outcome with
    {
        Findings = message is FindingTriaged decision ? DecidedFindings.Of(decision, history) : null,
        Risen = known.Risen is null ? null : RisenFindings.Of(known.Risen, history),
    };

    private sealed record Waiting(NativeEvent Message)
    {
        public string? Trace { get; } = PlatformTraces.Current;

        public TaskCompletionSource<EventCommitted?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
