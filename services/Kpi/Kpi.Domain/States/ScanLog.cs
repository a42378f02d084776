using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>The scans of a service that count (of a main branch, not withdrawn), by time. Does not change.</summary>
public sealed class ScanLog
{
    public static readonly ScanLog Empty = new([]);

    internal ScanLog(ScanFact[] scans)
    {
        Array.Sort(scans, (a, b) => a.At.CompareTo(b.At));
        Scans = scans;
    }

    internal IReadOnlyList<ScanFact> Scans { get; }

    public static ScanLog Of(IEnumerable<ScanState> scans)
    {
        var table = new ScanTable();
        foreach (var scan in scans)
        {
            table.Put(revision: 0, scan);
        }
        return table.Log;
    }
}
