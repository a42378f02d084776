using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>What the tickets linked to a finding say at <c>now</c>.</summary>
internal static class LinkedTickets
{
    /// <summary>At least one ticket is linked, and the latest change of each says closed.</summary>
    public static bool AllClosed(ReadOnlySpan<TicketFact> changes, KpiTerms terms)
    {
        var known = changes.Length;
        while (known > 0 && changes[known - 1].At > terms.Now)
        {
            known--;
        }
        changes = changes[..known];
        for (var i = 0; i < changes.Length; i++)
        {
            if (changes[i].Status != TicketStatus.Closed && IsLatest(changes[i], changes[(i + 1)..]))
            {
                return false;
            }
        }
        return changes.Length > 0;
    }

    private static bool IsLatest(TicketFact change, ReadOnlySpan<TicketFact> later)
    {
        foreach (var other in later)
        {
            if (other.Ticket == change.Ticket)
            {
                return false;
            }
        }
        return true;
    }
}
