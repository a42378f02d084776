using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>What the KPIs know of one finding: <see cref="FindingState"/> without what only people read. Held in memory for every finding, so it is small.</summary>
public sealed record FindingFacts(
    string Id, FindingKind Kind, FirstSighting First, TimelineStep[] Timeline, Decision[] Decisions, TicketChange[] Tickets);

/// <summary>Everything that the KPIs know of one service.</summary>
public sealed record ServiceFacts(
    string Service, IReadOnlyCollection<FindingFacts> Findings, IReadOnlyCollection<ReleaseState> Releases,
    IReadOnlyCollection<ScopeState> Scopes, IReadOnlyCollection<IncidentState> Incidents);

/// <summary>What the catalogue promises and names; the arguments of docs/metrics.md that are not facts.</summary>
/// <param name="Targets">A severity without an entry has no target.</param>
/// <param name="Windows">Shortest first.</param>
public sealed record KpiRules(
    IReadOnlyDictionary<Severity, TimeSpan> Targets, IReadOnlyList<TimeSpan> Windows, TimeSpan FlapWindow, TimeSpan ObservationWindow,
    IReadOnlySet<string> ProductionEnvironments);
