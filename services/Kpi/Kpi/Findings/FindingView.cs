using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>All about one finding.</summary>
/// <param name="First">Its first sighting, when the details are known; what it says of where the finding was caught is in <see cref="FindingItem.Caught"/>.</param>
/// <param name="Timeline">What it was from each instant on, over all scopes; severity null: not exposed.</param>
/// <param name="Seen">What each scope saw.</param>
/// <param name="Joins">Why results count as this one finding: each key with the results that share it.</param>
public sealed record FindingView(
    DateTimeOffset At, FindingItem Finding, string? Description, string? Help, IReadOnlyList<int> Cwe, double? Cvss, IReadOnlyList<string> FixedIn,
    DateTimeOffset? AcceptedUntil, FirstSighting? First, IReadOnlyList<TimelineStep> Timeline, IReadOnlyList<Episode> Episodes,
    IReadOnlyList<Decision> Decisions, IReadOnlyList<TicketChange> Tickets, IReadOnlyList<ScopeSightings> Seen, IReadOnlyList<Join> Joins)
{
    /// <param name="dossier">Null when the database has none (yet).</param>
    internal static FindingView Of(FindingAt found, Dossier? dossier)
    {
        var (detail, at) = (dossier?.Detail, found.Service.At);
        return new(
            at, FindingItem.Of(found, detail), detail?.Description, detail?.Help, detail?.Cwe ?? [], detail?.Cvss, detail?.FixedIn ?? [],
            found.Status.AcceptedUntil, dossier?.First, found.Facts.StepsUntil(at), found.Status.Episodes,
            [.. (dossier?.Decisions ?? []).Where(d => d.At <= at)], [.. (dossier?.Tickets ?? []).Where(t => t.At <= at)],
            [.. (detail?.Seen ?? []).Select(s => s with { Steps = [.. s.Steps.Where(step => step.At <= at)] })], detail?.Joins ?? []);
    }
}
