using System.Collections.Concurrent;
using MassTransit;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Tests.Integration.Kpi;

/// <summary>Correlation's half of the catch-up protocol over a fixed log of revisions, and an ear for what Kpi says.</summary>
internal sealed class CorrelationStub : IBusModule
{
    /// <summary>What was asked for: service and revision.</summary>
    public ConcurrentQueue<(string Service, long Since)> Asked { get; } = new();

    /// <summary>What Kpi says it shows.</summary>
    public ConcurrentDictionary<string, long> Applied { get; } = new();

    /// <summary>All revisions of each service.</summary>
    public ConcurrentDictionary<string, ServiceRevised[]> Log { get; } = new();

    public int Listings;

    /// <summary>Services whose answers are lost.</summary>
    public ConcurrentDictionary<string, bool> Lost { get; } = new();

    /// <summary>Questions for states are answered as long as this is done.</summary>
    public TaskCompletionSource Answering { get; private set; } = Done();

    /// <summary>From here on questions for states wait, until <see cref="Answering"/> is done.</summary>
    public void Hold() => Answering = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        bus.ReceiveEndpoint("correlation-states", endpoint =>
        {
            endpoint.Handler<ServicesRequested>(async c =>
            {
                await c.Publish(new ServicesListed([.. Log.Select(l => new ServiceRevision(l.Key, l.Value[^1].Revision))]));
                Interlocked.Increment(ref Listings);
            });
            endpoint.Handler<StatesRequested>(async c =>
            {
                Asked.Enqueue((c.Message.Service, c.Message.Since));
                await Answering.Task.WaitAsync(c.CancellationToken);
                if (Lost.ContainsKey(c.Message.Service))
                {
                    return;
                }
                var replyTo = await c.GetSendEndpoint(new Uri($"queue:{c.Message.ReplyTo}"));
                await replyTo.Send(Answer(Log[c.Message.Service], c.Message.Since));
            });
        });
        bus.ReceiveEndpoint("ear", endpoint => endpoint.Handler<RevisionApplied>(c =>
        {
            Applied[c.Message.Service] = c.Message.Revision;
            return Task.CompletedTask;
        }));
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    /// <summary>The newest state of everything that changed after a revision.</summary>
    public static ServiceRevised Answer(IReadOnlyList<ServiceRevised> log, long since)
    {
        var later = log.Where(r => r.Revision > since).Reverse().ToList();
        var ids = new HashSet<string>();
        List<FindingState> findings = [];
        List<Tombstone> tombstones = [];
        foreach (var revision in later)
        {
            findings.AddRange(revision.Findings.Where(f => ids.Add(f.Id)));
            tombstones.AddRange(revision.Tombstones.Where(t => ids.Add(t.Id)));
        }
        return log[^1] with
        {
            Since = since, Part = 0, Parts = 1, Findings = findings, Tombstones = tombstones,
            Releases = [.. later.SelectMany(r => r.Releases).DistinctBy(r => r.Version)],
            Scopes = [.. later.SelectMany(r => r.Scopes).DistinctBy(s => (s.Tool, s.Target))],
            Scans = [.. later.SelectMany(r => r.Scans ?? []).DistinctBy(s => s.Number)],
        };
    }
}
