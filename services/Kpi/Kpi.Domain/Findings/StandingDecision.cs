using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>Which triage decision stands at an instant: docs/metrics.md §2, Triage.</summary>
internal static class StandingDecision
{
    /// <summary>
    /// The latest decision up to <paramref name="at"/>, unless its <c>until</c> has come or it is a reinstatement.
    /// <paramref name="at"/> may lie after now (a deadline does): decisions made by now are asked what they say of it.
    /// </summary>
    public static DecisionFact? At(long at, ReadOnlySpan<DecisionFact> decisions, KpiTerms terms) =>
        decisions.IsEmpty ? null : Latest(at, decisions, terms);   // few findings have any

    public static DecisionFact? AcceptanceAt(long at, ReadOnlySpan<DecisionFact> decisions, KpiTerms terms) =>
        At(at, decisions, terms) is { Kind: TriageDecision.RiskAccepted } acceptance ? acceptance : null;

    /// <summary>The finding never was one: every episode of it, and every escape, is void.</summary>
    public static bool IsVoid(DecisionFact? standing) => standing?.Kind is TriageDecision.FalsePositive or TriageDecision.NotAffected;

    private static DecisionFact? Latest(long at, ReadOnlySpan<DecisionFact> decisions, KpiTerms terms)
    {
        var known = Math.Min(at, terms.Now);
        for (var i = decisions.Length - 1; i >= 0; i--)
        {
            var latest = decisions[i];
            if (latest.At <= known)
            {
                return at >= latest.Until || latest.Kind == TriageDecision.Reinstated ? null : latest;
            }
        }
        return null;
    }
}
