using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Scanning;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Why findings escaped from releases of a service: docs/metrics.md §9.</summary>
internal sealed class EscapeReasons(ServiceFacts service, ReleaseHistory history, KpiTerms terms)
{
    /// <param name="finding">An escape of the release.</param>
    public EscapeReason Of(in Finding finding, ProductionRelease release)
    {
        var (kind, tool) = (finding.Kind, finding.FirstScan.Tool);
        var (scanned, byItself) = (false, false);
        foreach (var scope in service.ScannedScopes)
        {
            if (Finds(scope, kind) && Scanned(scope, release))
            {
                scanned = true;
                byItself |= scope.Name.Tool == tool;
            }
        }
        return !scanned ? EscapeReason.NotScanned
            : kind == FindingKind.Dependency && byItself ? EscapeReason.DisclosedAfterDeployment
            : EscapeReason.Missed;
    }

    private bool Finds(ScannedScope scope, FindingKind kind) =>
        scope.Kinds(terms.Rules).Any(of => kind == FindingKind.Dependency ? of is ScanKind.Sca or ScanKind.Container : of == ScanKinds.Of(kind, package: null));

    /// <summary>A complete and successful scan of the release, by its version, its commit, or its place in time, when it went to production or before.</summary>
    private bool Scanned(ScannedScope scope, ProductionRelease release) =>
        scope.FirstOfVersion(release.Version) <= release.InProductionSince
        || history.CommitsOf(release.Version).Any(commit => scope.FirstOfCommit(commit) <= release.InProductionSince)
        || scope.LatestUnnamed(release.InProductionSince) > history.Before(release);
}
