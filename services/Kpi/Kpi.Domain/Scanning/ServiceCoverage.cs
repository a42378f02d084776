using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Scanning;

/// <summary>How a service was scanned, as it stood at <c>now</c>: docs/metrics.md §8.</summary>
internal sealed class ServiceCoverage
{
    private readonly SortedDictionary<ScanKind, long?> _latest = [];

    public ServiceCoverage(ServiceFacts service, KpiTerms terms)
    {
        var everScanned = false;
        foreach (var scope in service.ScannedScopes)
        {
            everScanned |= scope.LatestScan(terms.Now) is not null;
            if (scope.IsInUse(terms.Now))
            {
                Add(scope, terms);
            }
        }
        IsUnscanned = !everScanned && service.Deployments is [var first, ..] && first.At <= terms.Now;
    }

    public int ScopesInUse { get; private set; }

    public int StaleScopes { get; private set; }

    /// <summary>It has been deployed, and no scan of it has come.</summary>
    public bool IsUnscanned { get; }

    /// <summary>Whether it is to be scanned: not when all scopes that it had are retired, nor when nothing but tickets and decisions is known of it.</summary>
    public bool Counts => ScopesInUse > 0 || IsUnscanned;

    /// <summary>Its figures may say what is true no more.</summary>
    public bool IsStale => IsUnscanned || StaleScopes > 0;

    /// <summary>For each kind of scan that is in use, the latest complete one; null: none was complete.</summary>
    public IReadOnlyDictionary<ScanKind, long?> Latest => _latest;

    public static bool IsFresh(long? complete, KpiTerms terms) => complete is { } at && terms.Now - at <= terms.StaleAfter;

    private void Add(ScannedScope scope, KpiTerms terms)
    {
        var (complete, kinds) = (scope.LatestComplete(terms.Now), scope.Kinds(terms.Rules));
        ScopesInUse++;
        // People do not look again every week.
        StaleScopes += !IsFresh(complete, terms) && !(kinds.Count > 0 && kinds.All(kind => kind == ScanKind.Manual)) ? 1 : 0;
        foreach (var kind in kinds)
        {
            _latest[kind] = _latest.GetValueOrDefault(kind) is { } other && !(complete > other) ? other : complete;
        }
    }
}
