using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.States;

/// <summary>The states of one service. A revision becomes visible as a whole or not at all.</summary>
public sealed class ServiceStates(string service)
{
    private readonly Lock gate = new();
    private readonly Newest<FindingEntry> findings = new();
    private readonly Newest<ReleaseState> releases = new();
    private readonly Newest<ScopeState> scopes = new();
    private readonly Newest<IncidentState> incidents = new();
    private ServiceFacts? facts;
    private long applied;

    public string Service => service;

    /// <summary>Everything up to this revision is here; 0 for nothing.</summary>
    public long Applied
    {
        get
        {
            lock (gate)
            {
                return applied;
            }
        }
    }

    /// <summary>Everything as of <see cref="Applied"/>, unaffected by what comes later.</summary>
    public ServiceFacts Facts
    {
        get
        {
            lock (gate)
            {
                return facts ??= new ServiceFacts(
                    service, [.. findings.Values.Where(f => f.Facts is not null).Select(f => f.Facts!)],
                    [.. releases.Values], [.. scopes.Values], [.. incidents.Values]);
            }
        }
    }

    /// <summary>What the id stands for in this service, or null.</summary>
    public FindingEntry? Find(string id)
    {
        lock (gate)
        {
            return findings.Find(id);
        }
    }

    /// <summary>Adds a whole revision (all its parts in one).</summary>
    public void Apply(ServiceRevised revised)
    {
        var revision = revised.Revision;
        var compact = revised.Findings.Select(CompactFacts.Of).ToList();
        lock (gate)
        {
            compact.ForEach(f => Put(f.Id, revision, new(f, null)));
            foreach (var tombstone in revised.Tombstones)
            {
                Put(tombstone.Id, revision, new(null, tombstone.MergedInto));
            }
            foreach (var release in revised.Releases)
            {
                Put(revision, release);
            }
            foreach (var scope in revised.Scopes)
            {
                Put(revision, scope);
            }
            foreach (var incident in revised.Incidents)
            {
                Put(revision, incident);
            }
            Reached(Math.Max(applied, revision));
        }
    }

    internal void Put(string id, long revision, FindingEntry entry) => Change(() => findings.Put(id, revision, entry));

    internal void Put(long revision, ReleaseState release) => Change(() => releases.Put(release.Version, revision, release));

    internal void Put(long revision, ScopeState scope) => Change(() => scopes.Put(StateKeys.Of(scope), revision, scope));

    internal void Put(long revision, IncidentState incident) => Change(() => incidents.Put(incident.Key, revision, incident));

    internal void Reached(long revision) => Change(() => applied = revision);

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            facts = null;
        }
    }
}
