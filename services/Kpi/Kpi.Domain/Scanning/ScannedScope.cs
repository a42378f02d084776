using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Scanning;

/// <summary>One scope of a service: when it was scanned and retired, and for what. Times are ticks of UTC, ascending.</summary>
internal sealed class ScannedScope
{
    private readonly long[] _scans;
    private readonly long[] _closing;
    private readonly long[] _retirements;
    private readonly long[] _unnamed;
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _commits = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<ScanKind> _listed;

    private ScannedScope(ScopeName name, ScanFact[] scans, ScopeState? state)
    {
        Name = name;
        _scans = [.. scans.Select(s => s.At)];
        _closing = [.. scans.Where(s => s.Closes).Select(s => s.At)];
        _unnamed = [.. scans.Where(s => s.Closes && !s.Origin.IsNamed).Select(s => s.At)];
        foreach (var scan in scans.Where(s => s.Closes))
        {
            if (scan.Origin.Version is { } version)
            {
                _versions.TryAdd(version, scan.At);
            }
            else if (scan.Origin.Commit is { } commit)
            {
                _commits.TryAdd(commit, scan.At);
            }
        }
        _retirements = [.. (state?.Retirements ?? []).Select(at => at.UtcTicks).Order()];
        _listed = state?.Listed ?? [];
        FindingKinds = state?.Kinds ?? [];
    }

    public ScopeName Name { get; }

    /// <summary>Kinds of findings that its scans have listed.</summary>
    public IReadOnlyList<FindingKind> FindingKinds { get; }

    public static ScannedScope[] Of(IEnumerable<ScopeState> scopes, ScanLog log)
    {
        var states = scopes.ToDictionary(s => new ScopeName(s.Tool, s.Target));
        return [.. log.ByScope.Select(scope => new ScannedScope(scope.Scope, scope.Scans, states.GetValueOrDefault(scope.Scope)))];
    }

    /// <summary>It has been scanned by then, and not been retired since.</summary>
    public bool IsInUse(long now) => Latest(_scans, now) is { } scan && !(Latest(_retirements, now) > scan);

    /// <summary>Since when nobody scans it; null: somebody does.</summary>
    public long? RetiredAt(long now) => Latest(_retirements, now) is { } retired && !(Latest(_scans, now) >= retired) ? retired : null;

    /// <summary>The latest scan; null: none by then.</summary>
    public long? LatestScan(long now) => Latest(_scans, now);

    /// <summary>The latest complete and successful scan; null: none by then.</summary>
    public long? LatestComplete(long now) => Latest(_closing, now);

    /// <summary>The first complete scan that names a version; <see cref="KpiTerms.Never"/> when there is none.</summary>
    public long FirstOfVersion(string version) => _versions.GetValueOrDefault(version, KpiTerms.Never);

    /// <summary>The first complete scan that names a commit and no version; <see cref="KpiTerms.Never"/> when there is none.</summary>
    public long FirstOfCommit(string commit) => _commits.GetValueOrDefault(commit, KpiTerms.Never);

    /// <summary>The latest complete scan by then that names neither; null: none.</summary>
    public long? LatestUnnamed(long instant) => Latest(_unnamed, instant);

    /// <summary>What it is scanned for: what the catalogue says of its tool; else what its scans list and what its tool is known for.</summary>
    public IReadOnlyCollection<ScanKind> Kinds(KpiRules rules) =>
        rules.Scanners.TryGetValue(Name.Tool, out var named) ? named
        : KnownScanners.KindOf(Name.Tool) is { } known ? [.. _listed.Append(known).Distinct()]
        : _listed;

    private static long? Latest(long[] times, long now)
    {
        var index = Array.BinarySearch(times, now);
        if (index < 0)
        {
            index = ~index - 1;
        }
        return index < 0 ? null : times[index];
    }
}
