using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>All about one finding.</summary>
/// <param name="First">Its first sighting; what it says of where the finding was caught is in <see cref="FindingItem.Caught"/>.</param>
/// <param name="Timeline">What it was from each instant on, over all scopes; severity null: not exposed.</param>
/// <param name="Seen">What each scope saw.</param>
/// <param name="Joins">Why results count as this one finding: each key with the results that share it.</param>
public sealed record FindingView(
    DateTimeOffset At, FindingItem Finding, string? Description, string? Help, IReadOnlyList<int> Cwe, double? Cvss, IReadOnlyList<string> FixedIn,
    DateTimeOffset? AcceptedUntil, FirstSighting First, IReadOnlyList<TimelineStep> Timeline, IReadOnlyList<Episode> Episodes,
    IReadOnlyList<Decision> Decisions, IReadOnlyList<TicketChange> Tickets, IReadOnlyList<ScopeSightings> Seen, IReadOnlyList<Join> Joins)
{
    internal static FindingView Of(FindingAt found, FindingDetail? detail) => new(
        found.At, FindingItem.Of(found, detail), detail?.Description, detail?.Help, detail?.Cwe ?? [], detail?.Cvss, detail?.FixedIn ?? [],
        found.Status.AcceptedUntil, found.Facts.First, [.. found.Facts.Timeline.Where(s => s.At <= found.At)], found.Status.Episodes,
        [.. found.Facts.Decisions.Where(d => d.At <= found.At)], [.. found.Facts.Tickets.Where(t => t.At <= found.At)],
        [.. (detail?.Seen ?? []).Select(s => s with { Steps = [.. s.Steps.Where(step => step.At <= found.At)] })], detail?.Joins ?? []);
}
