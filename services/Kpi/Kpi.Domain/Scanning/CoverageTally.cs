using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Scanning;

/// <summary>Counts which kinds of scan cover the services added, and how fresh they are (docs/metrics.md §8).</summary>
internal sealed class CoverageTally(KpiTerms terms)
{
    private static readonly ScanKind[] Kinds = Enum.GetValues<ScanKind>();
    private readonly KindCoverage[] _kinds = [.. Kinds.Select(_ => new KindCoverage())];
    private int _services, _stale, _unscanned, _staleScopes;

    public void Add(ServiceCoverage service)
    {
        if (!service.Counts)
        {
            return;
        }
        _services++;
        _stale += service.IsStale ? 1 : 0;
        _unscanned += service.IsUnscanned ? 1 : 0;
        _staleScopes += service.StaleScopes;
        foreach (var (kind, complete) in service.Latest)
        {
            _kinds[(int)kind].Add(complete, terms);
        }
    }

    public void Merge(CoverageTally other)
    {
        _services += other._services;
        _stale += other._stale;
        _unscanned += other._unscanned;
        _staleScopes += other._staleScopes;
        for (var i = 0; i < _kinds.Length; i++)
        {
            _kinds[i].Merge(other._kinds[i]);
        }
    }

    public FreshnessKpi Freshness() => new(_stale > 0, _services, _stale, _unscanned, _staleScopes, terms.Rules.StaleAfter.TotalSeconds);

    public IReadOnlyList<CoverageKpi> Rows() => [.. _kinds.Select((kind, i) => kind.Row(Kinds[i], _services))];

    private sealed class KindCoverage
    {
        private int _covered, _fresh;
        private long _oldest = KpiTerms.Never;
        private long? _newest;

        public void Add(long? complete, KpiTerms terms)
        {
            _covered++;
            _fresh += ServiceCoverage.IsFresh(complete, terms) ? 1 : 0;
            if (complete is { } at)
            {
                _oldest = Math.Min(_oldest, at);
                _newest = Math.Max(_newest ?? at, at);
            }
        }

        public void Merge(KindCoverage other)
        {
            _covered += other._covered;
            _fresh += other._fresh;
            _oldest = Math.Min(_oldest, other._oldest);
            _newest = other._newest is { } at ? Math.Max(_newest ?? at, at) : _newest;
        }

        public CoverageKpi Row(ScanKind kind, int services) => new(
            kind, services, _covered, _fresh, Seconds.Share(_fresh, services), _newest is null ? null : Instant(_oldest), _newest is { } newest ? Instant(newest) : null);

        private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
    }
}
