using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Scanning;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Why findings escaped from releases of a service: docs/metrics.md §9.</summary>
internal sealed class EscapeReasons(ServiceFacts service, ReleaseHistory history, KpiTerms terms)
{
    // A release has few reasons, and may have thousands of escapes.
    private readonly Dictionary<(ProductionRelease, FindingKind, string Tool), EscapeReason> _known = [];
    private (ScannedScope Scope, IReadOnlyCollection<ScanKind> Kinds)[]? _scopes;

    /// <param name="finding">An escape of the release.</param>
    public EscapeReason Of(in Finding finding, ProductionRelease release)
    {
        var of = (release, finding.Kind, finding.FirstScan.Tool);
        if (!_known.TryGetValue(of, out var reason))
        {
            _known.Add(of, reason = Of(release, finding.Kind, finding.FirstScan.Tool));
        }
        return reason;
    }

    private EscapeReason Of(ProductionRelease release, FindingKind kind, string tool)
    {
        var (scanned, byItself) = (false, false);
        foreach (var (scope, kinds) in _scopes ??= [.. service.ScannedScopes.Select(scope => (scope, scope.Kinds(terms.Rules)))])
        {
            if (kinds.Any(of => Finds(of, kind)) && Scanned(scope, release))
            {
                scanned = true;
                byItself |= scope.Name.Tool == tool;
            }
        }
        return !scanned ? EscapeReason.NotScanned
            : kind == FindingKind.Dependency && byItself ? EscapeReason.DisclosedAfterDeployment
            : EscapeReason.Missed;
    }

    private static bool Finds(ScanKind scan, FindingKind kind) =>
        kind == FindingKind.Dependency ? scan is ScanKind.Sca or ScanKind.Container : scan == ScanKinds.Of(kind, package: null);

    /// <summary>A complete and successful scan of the release, by its version, its commit, or its place in time, when it went to production or before.</summary>
    private bool Scanned(ScannedScope scope, ProductionRelease release) =>
        scope.FirstOfVersion(release.Version) <= release.InProductionSince
        || history.CommitsOf(release.Version).Any(commit => scope.FirstOfCommit(commit) <= release.InProductionSince)
        || scope.LatestUnnamed(release.InProductionSince) > history.Before(release);
}
