using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>When somebody first dealt with an episode: §4, time to triage.</summary>
internal static class FirstTriage
{
    /// <summary>
    /// The first, from the episode's start on, of: a ticket linked, a triage decision, the end. What was linked or decided before is
    /// about an earlier episode. <see cref="KpiTerms.Never"/> when nothing of that has happened by now.
    /// </summary>
    public static long Of(in Spell spell, FindingFacts finding, KpiTerms terms)
    {
        var first = spell.End;
        for (var i = 0; i < finding.Tickets.Length; i++)
        {
            var change = finding.Tickets[i];
            if (change.At.UtcTicks >= spell.Start && terms.Knows(change.At) && IsLink(change, finding.Tickets.AsSpan(0, i)))
            {
                first = Math.Min(first, change.At.UtcTicks);
                break;
            }
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

    /// <summary>A ticket's first change is its link.</summary>
    private static bool IsLink(TicketChange change, ReadOnlySpan<TicketChange> earlier)
    {
        foreach (var other in earlier)
        {
            if (other.Key == change.Key && other.Tracker == change.Tracker)
            {
                return false;
            }
        }
        return true;
    }
}
