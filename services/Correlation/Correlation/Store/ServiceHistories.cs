using System.Collections.Concurrent;
using JasperFx.Events;
using Marten;
using MetricsPlatform.Correlation.Domain;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.Extensions.Configuration;
using Prometheus;

namespace MetricsPlatform.Correlation.Store;

/// <summary>Histories of services, read from their streams once and kept while there is room. One holder at a time.</summary>
public sealed class ServiceHistories(IDocumentStore store, StoreSchema schema, IConfiguration configuration)
{
    private static readonly Gauge Cached = Metrics.CreateGauge("devsecops_results_cached", "Results whose histories this replica keeps in memory.");

    /// <summary>Results kept in memory over all services before the longest unused ones are let go: 1.9 KB each, within the 4 GiB of deploy/k8s.</summary>
    private readonly int room = configuration.GetValue("Correlation:CachedResults", 1_000_000);
    private readonly ConcurrentDictionary<string, Slot> slots = new();
    private readonly HeapWatch heap = new();
    private long clock;

    /// <summary>Results in memory now.</summary>
    public long Results => slots.Values.Sum(slot => (long)slot.Size);

    /// <summary>The history of a service as far as its stream goes.</summary>
    public async Task<HeldHistory> Hold(string service, CancellationToken ct)
    {
        await schema.Done(ct);
        var slot = slots.GetOrAdd(service, _ => new Slot());
        await slot.Gate.WaitAsync(ct);
        try
        {
            slot.LastUse = Interlocked.Increment(ref clock);
            await CatchUp(service, slot, ct);
            return new HeldHistory(this, store, slot);
        }
        catch
        {
            slot.Forget();
            slot.Gate.Release();
            MakeRoom();   // it may have been for want of it
            throw;
        }
    }

    private async Task CatchUp(string service, Slot slot, CancellationToken ct)
    {
        slot.History ??= new ServiceHistory(service);
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(service, fromVersion: slot.Version + 1, token: ct);
        foreach (var stored in events)
        {
            slot.History.Apply((ServiceFact)stored.Data);
            slot.Version = stored.Version;
        }
    }

    /// <summary>Lets the longest unused go until a quarter of the room is free, so that it is not looked for each time.</summary>
    private void MakeRoom()
    {
        var (full, results) = (heap.BecameFull(), Results);
        if (full || results > room)
        {
            var wanted = Math.Min(results, room) / 4 * 3;
            foreach (var slot in slots.Values.Where(s => s.History is not null).OrderBy(s => s.LastUse).TakeWhile(_ => results > wanted))
            {
                if (slot.Gate.Wait(0))
                {
                    results -= slot.Size;
                    slot.Forget();
                    slot.Gate.Release();
                }
            }
        }
        Cached.Set(results);
    }

    /// <summary>A service's place in the cache.</summary>
    internal sealed class Slot
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);
        public ServiceHistory? History { get; set; }
        public long Version { get; set; }
        public long LastUse { get; set; }
        public int Size => History?.Registry.Count ?? 0;

        public void Forget() => (History, Version) = (null, 0);
    }

    /// <summary>One service's history, ours until disposed.</summary>
    public sealed class HeldHistory : IDisposable
    {
        private readonly ServiceHistories owner;
        private readonly IDocumentStore store;
        private readonly Slot slot;

        internal HeldHistory(ServiceHistories owner, IDocumentStore store, Slot slot) => (this.owner, this.store, this.slot) = (owner, store, slot);

        public ServiceHistory History => slot.History!;

        /// <summary>How many facts its stream has.</summary>
        internal long Version => slot.Version;

        /// <summary>Every fact of its stream.</summary>
        internal async Task<IReadOnlyList<ServiceFact>> Facts(CancellationToken ct)
        {
            await using var session = store.QuerySession();
            return [.. (await session.Events.FetchStreamAsync(History.Service, version: slot.Version, token: ct)).Select(stored => (ServiceFact)stored.Data)];
        }

        /// <summary>Appends facts that the history has already applied, all or none. After an exception the history must be forgotten.</summary>
        /// <param name="rewrite">What else is done in the same transaction; null: nothing.</param>
        /// <exception cref="HistoryMovedOnException">Another replica has appended to the stream meanwhile.</exception>
        public async Task Append(IReadOnlyList<TracedFacts> recorded, CancellationToken ct, Action<IDocumentSession>? rewrite = null)
        {
            using var span = PlatformTraces.Start("correlation append", recorded.Select(r => r.Trace));
            span?.SetTag("service", History.Service);
            List<object> facts = [.. recorded.SelectMany(r => r.Stored())];
            try
            {
                await AppendAt(slot.Version, facts, recorded.Any(r => r.Facts.Any(f => f is RevisionMade)), rewrite, ct);
            }
            catch (Exception e) when (e is EventStreamUnexpectedMaxEventIdException or Marten.Exceptions.ExistingStreamIdCollisionException)
            {
                throw new HistoryMovedOnException(History.Service, e);
            }
            slot.Version += facts.Count;
        }

        private async Task AppendAt(long version, List<object> facts, bool revised, Action<IDocumentSession>? rewrite, CancellationToken ct)
        {
            await using var session = store.LightweightSession();
            session.Events.Append(History.Service, version + facts.Count, facts);
            if (revised && History.RenamedTo is null)
            {
                session.Store(new ServiceHead(History.Service, History.Revision, History.MainBranches));
            }
            rewrite?.Invoke(session);
            await session.SaveChangesAsync(ct);
        }

        /// <summary>The history has applied what the stream may not have: the next holder reads it anew.</summary>
        public void Forget() => slot.Forget();

        /// <summary>Forgets it and reads it anew at once.</summary>
        public Task ReadAnew(CancellationToken ct)
        {
            var service = History.Service;
            slot.Forget();
            return owner.CatchUp(service, slot, ct);
        }

        public void Dispose()
        {
            slot.Gate.Release();
            owner.MakeRoom();
        }
    }
}

/// <summary>Another replica has worked on the service: what was decided holds no more, and is decided anew on what that one wrote.</summary>
public sealed class HistoryMovedOnException(string service, Exception inner) : Exception($"The history of '{service}' has moved on.", inner);
