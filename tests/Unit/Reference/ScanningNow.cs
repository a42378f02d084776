using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>How a service was scanned up to now (§8).</summary>
public sealed class ScanningNow
{
    private readonly ReferenceRules _rules;
    private readonly DateTimeOffset _now;
    private readonly bool _isDeployed;

    public ScanningNow(ReferenceService service, ReferenceRules rules, DateTimeOffset now)
    {
        _rules = rules;
        _now = now;
        _isDeployed = service.Events.OfType<ReleaseDeployed>().Any(deployment => deployment.Header.Time <= now);
        Scopes =
        [
            .. service.Scans.Where(scan => scan.Header.Time <= now).GroupBy(scan => (scan.Scan.Tool, scan.Scan.Target))
                .Select(scope => new ScopeNow(scope.Key.Tool, scope.Key.Target, [.. scope], service, now)),
        ];
    }

    /// <summary>Scopes with a scan by now.</summary>
    public IReadOnlyList<ScopeNow> Scopes { get; }

    public IEnumerable<ScopeNow> InUse => Scopes.Where(scope => scope.IsInUse);
    public IEnumerable<ScopeNow> StaleScopes => InUse.Where(scope => !IsFresh(scope.LatestComplete) && !scope.IsOfPeopleOnly);
    public bool IsUnscanned => Scopes.Count == 0 && _isDeployed;
    public bool Counts => InUse.Any() || IsUnscanned;
    public bool IsStale => IsUnscanned || StaleScopes.Any();

    public DateTimeOffset? LatestCompleteOf(ScanKind kind) => InUse.Where(scope => scope.Kinds.Contains(kind)).Max(scope => scope.LatestComplete);

    public bool IsFresh(DateTimeOffset? complete) => complete >= _now - _rules.StaleAfter;
}

/// <summary>One scope with its scans up to now.</summary>
public sealed class ScopeNow(string tool, string target, IReadOnlyList<ScanPart> scans, ReferenceService service, DateTimeOffset now)
{
    public string Tool => tool;
    public IReadOnlyList<ScanPart> Scans => scans;

    public DateTimeOffset? LatestComplete => Complete.Max(scan => (DateTimeOffset?)scan.Header.Time);

    public IEnumerable<ScanPart> Complete => scans.Where(scan => scan.Scan.Complete && scan.Scan.Successful);

    /// <summary>At one instant a retirement comes before scans.</summary>
    public bool IsInUse => !service.Events.Any(e =>
        e.Header.Time <= now && e.Header.Time > scans.Max(scan => scan.Header.Time)
        && (e is ServiceRetired || (e is ScopeRetired retired && retired.Tool == tool && retired.Target == target)));

    /// <summary>What it lists at any time, and what its tool is known for.</summary>
    public IReadOnlySet<ScanKind> Kinds
    {
        get
        {
            var kinds = service.Scans.Where(scan => scan.Scan.Tool == tool && scan.Scan.Target == target).SelectMany(scan => scan.Results).Select(KindOf).ToHashSet();
            kinds.UnionWith(tool switch
            {
                "grype" => [ScanKind.Sca], "semgrep" or "bandit" => [ScanKind.Sast], "gitleaks" => [ScanKind.Secret], "zap" => [ScanKind.Dast],
                "checkov" => [ScanKind.Iac], _ => Array.Empty<ScanKind>(),
            });
            return kinds;
        }
    }

    public bool Finds(FindingKind kind) => kind switch
    {
        FindingKind.Code => Kinds.Contains(ScanKind.Sast),
        FindingKind.Secret => Kinds.Contains(ScanKind.Secret),
        FindingKind.Configuration => Kinds.Contains(ScanKind.Iac),
        FindingKind.Dynamic => Kinds.Contains(ScanKind.Dast),
        FindingKind.Manual => Kinds.Contains(ScanKind.Manual),
        _ => Kinds.Contains(ScanKind.Sca) || Kinds.Contains(ScanKind.Container),
    };

    public bool IsOfPeopleOnly => Kinds.SetEquals([ScanKind.Manual]);

    private static ScanKind KindOf(ScanResult result) => result.Kind switch
    {
        FindingKind.Code => ScanKind.Sast,
        FindingKind.Secret => ScanKind.Secret,
        FindingKind.Configuration => ScanKind.Iac,
        FindingKind.Dynamic => ScanKind.Dast,
        FindingKind.Manual => ScanKind.Manual,
        _ => PackageIdentity.Of(result.Package!).Split('/')[0] is "pkg:deb" or "pkg:rpm" or "pkg:apk" or "pkg:alpm" or "pkg:oci" or "pkg:docker" ? ScanKind.Container : ScanKind.Sca,
    };
}
