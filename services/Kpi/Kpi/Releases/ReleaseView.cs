using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Releases;

/// <summary>A finding behind a verdict.</summary>
/// <param name="Severity">At the first sighting.</param>
/// <param name="Reason">Why it reached production with this release (docs/metrics.md §9).</param>
/// <param name="Tool">The tool that saw it first, with the event that told (<paramref name="Source"/>, <paramref name="Scan"/>); null where the details are not known yet.</param>
public sealed record FindingReference(
    string Id, string? Title, FindingKind Kind, Severity Severity, DateTimeOffset FirstSeen, Stage Stage, string? Tool, string? Target, string? Source, string? Scan,
    EscapeReason Reason);

/// <summary>A release in production with its verdict and the findings behind it.</summary>
/// <param name="Escapes">High and critical findings that escaped from it: what makes it not clean.</param>
/// <param name="Reasons">How many findings reached production with it for each reason.</param>
/// <param name="ShippedWith">High and critical findings that were known and open when it went to production.</param>
public sealed record ReleaseView(
    string Service, string Version, DateTimeOffset InProductionSince, string Maturity, bool Clean, IReadOnlyList<string> Features,
    IReadOnlyList<FindingReference> Escapes, IReadOnlyList<FindingReference> ShippedWith, IReadOnlyDictionary<EscapeReason, int> Reasons,
    IReadOnlyList<Deployment> Deployments);

/// <summary>Releases, the latest first.</summary>
/// <param name="Total">How many there are; the list ends at the limit.</param>
public sealed record ReleaseList(DateTimeOffset At, int Total, IReadOnlyList<ReleaseView> Items);
