using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>When somebody first dealt with an episode: §4, time to triage.</summary>
internal static class FirstTriage
{
    /// <summary>
    /// The first, from the episode's start on, of: a ticket linked, a triage decision, the end. What was linked or decided before is
    /// about an earlier episode. <see cref="KpiTerms.Never"/> when nothing of that has happened by now.
    /// </summary>
    public static long Of(in Spell spell, in Finding finding, KpiTerms terms)
    {
        var first = spell.End;
        var tickets = finding.Tickets;
        for (var i = 0; i < tickets.Length; i++)
        {
            if (tickets[i].At >= spell.Start && tickets[i].At <= terms.Now && IsLink(tickets[i], tickets[..i]))
            {
                first = Math.Min(first, tickets[i].At);
                break;
            }
        }
        foreach (var decision in finding.Decisions)
        {
            if (decision.At >= spell.Start)
            {
                return decision.At <= terms.Now ? Math.Min(first, decision.At) : first;
            }
        }
        return first;
    }

    /// <summary>A ticket's first change is its link.</summary>
    private static bool IsLink(TicketFact change, ReadOnlySpan<TicketFact> earlier)
    {
        foreach (var other in earlier)
        {
            if (other.Ticket == change.Ticket)
            {
                return false;
            }
        }
        return true;
    }
}
