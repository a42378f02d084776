using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain.Releases;
using MetricsPlatform.Kpi.Domain.Scanning;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>Everything that the KPIs know of one service.</summary>
public sealed class ServiceFacts(
    string service, FindingSet findings, IReadOnlyCollection<ReleaseState> releases,
    IReadOnlyCollection<ScopeState> scopes, IReadOnlyCollection<IncidentState> incidents, ScanLog scans)
{
    private readonly long _lastDelivery = releases.SelectMany(r => r.Deployments, (_, d) => d.At)
        .Concat(incidents.SelectMany(i => i.Changes, (_, c) => c.At)).Select(at => at.UtcTicks).DefaultIfEmpty(long.MinValue).Max();

    private ReleaseHistory? _latest;

    public string Service => service;

    public FindingSet Findings => findings;

    public IReadOnlyCollection<ReleaseState> Releases => releases;

    public IReadOnlyCollection<ScopeState> Scopes => scopes;

    public IReadOnlyCollection<IncidentState> Incidents => incidents;

    /// <summary>Those of all releases in their order; they are sorted once, for all evaluations.</summary>
    internal DeploymentFact[] Deployments => field ??= DeploymentFact.Of(releases);

    /// <summary>The scopes that have been scanned.</summary>
    internal ScannedScope[] ScannedScopes => field ??= ScannedScope.Of(scopes, scans);

    /// <summary>The releases as they stood at an instant. From the last deployment and incident on that is the same, and kept.</summary>
    internal ReleaseHistory ReleasesAt(KpiTerms terms)
    {
        if (terms.Now < _lastDelivery)
        {
            return new ReleaseHistory(this, terms);
        }
        var latest = _latest;
        if (!ReferenceEquals(latest?.ProductionEnvironments, terms.ProductionEnvironments))
        {
            _latest = latest = new ReleaseHistory(this, terms);
        }
        return latest!;
    }
}

/// <summary>What the catalogue promises and names; the arguments of docs/metrics.md that are not facts.</summary>
/// <param name="Targets">A severity without an entry has no target.</param>
/// <param name="Windows">Shortest first.</param>
/// <param name="StaleAfter">How old the latest complete scan of a scope may be.</param>
/// <param name="Scanners">What scans of a tool look for, by its name, where the catalogue says it.</param>
public sealed record KpiRules(
    IReadOnlyDictionary<Severity, TimeSpan> Targets, IReadOnlyList<TimeSpan> Windows, TimeSpan FlapWindow, TimeSpan ObservationWindow,
    IReadOnlySet<string> ProductionEnvironments, TimeSpan StaleAfter, IReadOnlyDictionary<string, IReadOnlyList<ScanKind>> Scanners)
{
    /// <summary>The windows as reports name them: "30d".</summary>
    public IReadOnlyList<string> WindowNames => [.. Windows.Select(NameOf)];

    /// <summary>A length in the largest unit that divides it: "30d", "12h".</summary>
    public static string NameOf(TimeSpan length) => KpiWindow.NameOf(length);
}
