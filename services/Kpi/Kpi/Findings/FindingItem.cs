using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>A finding in a list.</summary>
/// <param name="Tool">The one that saw it first.</param>
/// <param name="Since">Start of its latest episode.</param>
/// <param name="Deadline">Of its latest episode; null when there is none.</param>
/// <param name="Caught">Where it was caught first.</param>
public sealed record FindingItem(
    string Id, string Service, FindingKind Kind, string Tool, Severity Severity, FindingStanding State, string? Title, IReadOnlyList<string> Rules,
    IReadOnlyList<string> Packages, IReadOnlyList<string> Locations, DateTimeOffset FirstSeen, DateTimeOffset? Since, DateTimeOffset? Deadline,
    bool Overdue, bool ClaimedFixed, Caught Caught)
{
    internal static FindingItem Of(FindingAt found, FindingDetail? detail) => new(
        FindingId.Text(found.Facts.Id), found.Service.Facts.Service, found.Facts.Kind, found.Facts.Tool, found.Status.Severity, found.Status.Standing, detail?.Title, detail?.Rules ?? [],
        detail?.Packages ?? [], detail?.Locations ?? [], found.Facts.FirstSeen, found.LatestEpisode?.Start, found.LatestEpisode?.Deadline,
        found.Status.Overdue, found.Status.ClaimedFixed, found.Caught);
}
