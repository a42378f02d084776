using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What the KPIs know of a triage decision. Ticks of UTC.</summary>
/// <param name="Until"><see cref="KpiTerms.Never"/> when none was said.</param>
internal readonly record struct DecisionFact(long At, long Until, TriageDecision Kind);
