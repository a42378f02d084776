using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>Every scan of a service, where of each the newest revision wins. Not safe for use by several threads at once.</summary>
public sealed class ScanTable
{
    // A service has few scopes, and many scans of one build: each of their words is held once.
    private readonly Interned<ScopeName> _scopes = new();
    private readonly Interned<Origin> _origins = new();
    private readonly List<ScanRow> _added = [];
    private ScanRow[] _rows = [];
    private ScanLog? _log;

    public void Put(long revision, ScanState scan)
    {
        _added.Add(new ScanRow(
            revision, scan.At.UtcTicks, scan.Number, _scopes.Of(new ScopeName(scan.Tool, scan.Target)), _origins.Of(new Origin(scan.Version, scan.Commit)),
            scan.Closes, scan.Counts));
        _log = null;
    }

    /// <summary>All of them, unaffected by what comes later.</summary>
    public ScanLog Log => _log ??= new ScanLog(Newest(), _scopes, _origins);

    private ScanRow[] Newest()
    {
        _added.AddRange(_rows);
        _added.Sort((a, b) => a.Number != b.Number ? a.Number.CompareTo(b.Number) : b.Revision.CompareTo(a.Revision));
        _rows = [.. _added.Where((row, i) => i == 0 || row.Number != _added[i - 1].Number)];
        _added.Clear();
        _added.Capacity = 0;
        return _rows;
    }
}
