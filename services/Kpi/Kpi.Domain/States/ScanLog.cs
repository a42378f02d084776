namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>The scans of a service as they were known when this was made. Does not change.</summary>
public sealed class ScanLog
{
    private readonly ScanRow[] _rows;
    private readonly Interned<ScopeName> _scopes;
    private readonly Interned<Origin> _origins;

    internal ScanLog(ScanRow[] rows, Interned<ScopeName> scopes, Interned<Origin> origins) => (_rows, _scopes, _origins) = (rows, scopes, origins);

    /// <summary>Those that count (of a main branch, not withdrawn) of each scope that has any, by time.</summary>
    internal IEnumerable<(ScopeName Scope, ScanFact[] Scans)> ByScope =>
        _rows.Where(row => row.Counts).GroupBy(row => row.Scope).Select(scope => (
            _scopes[scope.Key], scope.OrderBy(row => row.At).Select(row => new ScanFact(row.At, _origins[row.Origin], row.Closes)).ToArray()));
}
