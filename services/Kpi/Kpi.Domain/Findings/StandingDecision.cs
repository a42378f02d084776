using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>Which triage decision stands at an instant: docs/metrics.md §2, Triage.</summary>
internal static class StandingDecision
{
    /// <summary>
    /// The latest decision up to <paramref name="at"/>, unless its <c>until</c> has come or it is a reinstatement.
    /// <paramref name="at"/> may lie after now (a deadline does): decisions made by now are asked what they say of it.
    /// </summary>
    public static Decision? At(long at, ReadOnlySpan<Decision> decisions, KpiTerms terms)
    {
        var known = Math.Min(at, terms.Now);
        for (var i = decisions.Length - 1; i >= 0; i--)
        {
            var latest = decisions[i];
            if (latest.At.UtcTicks <= known)
            {
                var over = latest.Until is { } until && at >= until.UtcTicks;
                return over || latest.Kind == TriageDecision.Reinstated ? null : latest;
            }
        }
        return null;
    }

    public static Decision? AcceptanceAt(long at, ReadOnlySpan<Decision> decisions, KpiTerms terms) =>
        At(at, decisions, terms) is { Kind: TriageDecision.RiskAccepted } acceptance ? acceptance : null;

    /// <summary>The finding never was one: every episode of it, and every escape, is void.</summary>
    public static bool IsVoid(Decision? standing) => standing?.Kind is TriageDecision.FalsePositive or TriageDecision.NotAffected;
}
