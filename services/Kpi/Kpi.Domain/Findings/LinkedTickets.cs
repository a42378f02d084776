using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>What the tickets linked to a finding say at <c>now</c>.</summary>
internal static class LinkedTickets
{
    /// <summary>At least one ticket is linked, and the latest change of each says closed.</summary>
    public static bool AllClosed(ReadOnlySpan<TicketChange> changes, KpiTerms terms)
    {
        var known = changes.Length;
        while (known > 0 && !terms.Knows(changes[known - 1].At))
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

    private static bool IsLatest(TicketChange change, ReadOnlySpan<TicketChange> later)
    {
        foreach (var other in later)
        {
            if (other.Key == change.Key && other.Tracker == change.Tracker)
            {
                return false;
            }
        }
        return true;
    }
}
