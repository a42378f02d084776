namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>The scans of a service that count (of a main branch, not withdrawn), by time. Does not change.</summary>
public sealed class ScanLog
{
    internal ScanLog(ScanFact[] scans)
    {
        Array.Sort(scans, (a, b) => a.At.CompareTo(b.At));
        Scans = scans;
    }

    internal IReadOnlyList<ScanFact> Scans { get; }
}
