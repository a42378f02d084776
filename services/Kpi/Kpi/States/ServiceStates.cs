using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.States;

/// <summary>The states of one service. A revision becomes visible as a whole or not at all.</summary>
public sealed class ServiceStates(string service)
{
    private readonly Lock gate = new();
    private readonly Newest<ReleaseState> releases = new();
    private readonly Newest<ScopeState> scopes = new();
    private readonly Newest<IncidentState> incidents = new();
    private readonly ScanTable scans = new();
    private FindingSet findings = FindingSet.Empty();
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
                return facts ??= new ServiceFacts(service, findings, [.. releases.Values], [.. scopes.Values], [.. incidents.Values], scans.Log);
            }
        }
    }

    /// <summary>Adds a whole revision (all its parts in one).</summary>
    /// <param name="batch">Its findings and tombstones.</param>
    public void Apply(ServiceRevised revised, FindingBatch batch)
    {
        var revision = revised.Revision;
        lock (gate)
        {
            Put(batch);
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
            foreach (var scan in revised.Scans ?? [])
            {
                Put(revision, scan);
            }
            Reached(Math.Max(applied, revision));
        }
    }

    internal void Put(FindingBatch batch) => Change(() => findings = findings.With(batch));

    internal void Put(long revision, ReleaseState release) => Change(() => releases.Put(release.Version, revision, release));

    internal void Put(long revision, ScopeState scope) => Change(() => scopes.Put(StateKeys.Of(scope), revision, scope));

    internal void Put(long revision, IncidentState incident) => Change(() => incidents.Put(incident.Key, revision, incident));

    internal void Put(long revision, ScanState scan) => Change(() => scans.Put(revision, scan));

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
