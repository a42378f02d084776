using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>When a high-severity finding reached production, or nearly did: docs/metrics.md §9. Ticks of UTC.</summary>
/// <param name="NextChange">The first successful deployment to production after its first sighting; <see cref="KpiTerms.Never"/>: none.</param>
/// <param name="Shipped">The release that last came to production with it known; null: none.</param>
internal readonly record struct ReachOfProduction(long FirstAt, long NextChange, ProductionRelease? Shipped)
{
    private static readonly long LateBefore = TimeSpan.FromHours(48).Ticks;

    public bool IsLate => NextChange != KpiTerms.Never && NextChange - FirstAt <= LateBefore;

    public static ReachOfProduction Of(in Finding finding, Catch caught, ReleaseHistory history, KpiTerms terms) => new(
        finding.FirstAt, history.FirstChangeAfter(finding.FirstAt),
        caught.Place == CatchPlace.Unattributed ? null : KnownHigh.LatestShipping(finding, history, terms));
}
