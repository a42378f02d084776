using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>Every scan of a service, where of each the newest revision wins. Not safe for use by several threads at once.</summary>
public sealed class ScanTable
{
    private readonly Dictionary<int, (long Revision, long At, int Scope, int Origin, bool Closes, bool Counts)> _scans = [];

    // A service has few scopes, and many scans of one build: each of their words is held once.
    private readonly Interned<ScopeName> _scopes = new();
    private readonly Interned<Origin> _origins = new();
    private ScanLog? _log;

    public void Put(long revision, ScanState scan)
    {
        if (_scans.TryGetValue(scan.Number, out var held) && held.Revision >= revision)
        {
            return;
        }
        _scans[scan.Number] = (
            revision, scan.At.UtcTicks, _scopes.Of(new ScopeName(scan.Tool, scan.Target)), _origins.Of(new Origin(scan.Version, scan.Commit)), scan.Closes, scan.Counts);
        _log = null;
    }

    /// <summary>Those that count, unaffected by what comes later.</summary>
    public ScanLog Log => _log ??= new ScanLog(
        [.. _scans.Values.Where(s => s.Counts).Select(s => new ScanFact(s.At, _scopes[s.Scope], _origins[s.Origin], s.Closes))]);
}
