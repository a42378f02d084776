using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.States;

/// <summary>A finding that no scanner can re-check is exposed while it is reported, but not while it has tickets and all of them are closed.</summary>
public static class ManualExposure
{
    /// <param name="reported">What its scopes say.</param>
    /// <param name="tickets">Changes of its tickets, in their order.</param>
    /// <param name="retiredBy">The event whose retirement ended what its scopes say at an instant.</param>
    public static IReadOnlyList<Mark> Of(IReadOnlyList<Mark> reported, List<TicketChanged> tickets, Func<DateTimeOffset, (string Source, string Id)> retiredBy)
    {
        // A retirement comes before scans; among tickets it has its place by source and id, which tells what ended the exposure.
        var changes = reported.Select(m => (m.At, IsScan: !m.Retirement, By: m.Presence.IsRetired ? retiredBy(m.At) : ("", ""), Mark: (Mark?)m, Ticket: (TicketChanged?)null))
            .Concat(tickets.Select(t => (t.At, IsScan: false, By: (t.Source, t.Id), Mark: (Mark?)null, Ticket: (TicketChanged?)t)))
            .OrderBy(c => c.At).ThenBy(c => c.IsScan).ThenBy(c => c.By, EventOrder.AtOneInstant);
        var exposed = new List<Mark>();
        var status = new Dictionary<(string, string), TicketStatus>();
        var (report, running) = (Presence.Gone, Presence.Gone);
        foreach (var change in changes)
        {
            report = change.Mark?.Presence ?? report;
            if (change.Ticket is { } ticket)
            {
                status[(ticket.Tracker, ticket.Key)] = ticket.Status;
            }
            var closed = status.Count > 0 && status.Values.All(s => s == TicketStatus.Closed);
            var after = report.IsPresent && closed ? Presence.Gone : report;
            if (!after.SameAs(running))
            {
                exposed.Add(new Mark(change.At, change.Mark?.Retirement == true, running = after));
            }
        }
        return exposed;
    }
}
