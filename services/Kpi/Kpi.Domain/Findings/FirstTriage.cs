namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>When somebody first dealt with an episode: §4, time to triage.</summary>
internal static class FirstTriage
{
    /// <summary>
    /// The first of: a ticket linked, a triage decision, the end. What was linked or stood when the episode started
    /// triages it at once. <see cref="KpiTerms.Never"/> when nothing of that has happened by now.
    /// </summary>
    public static long Of(in Spell spell, FindingFacts finding, KpiTerms terms)
    {
        var first = spell.End;
        if (finding.Tickets.Length > 0 && terms.Knows(finding.Tickets[0].At))
        {
            first = Math.Min(first, Math.Max(spell.Start, finding.Tickets[0].At.UtcTicks));
        }
        if (finding.Decisions.Length == 0)
        {
            return first;
        }
        if (StandingDecision.At(spell.Start, finding.Decisions, terms) is not null)
        {
            return spell.Start;
        }
        foreach (var decision in finding.Decisions)
        {
            if (decision.At.UtcTicks >= spell.Start)
            {
                return terms.Knows(decision.At) ? Math.Min(first, decision.At.UtcTicks) : first;
            }
        }
        return first;
    }
}
