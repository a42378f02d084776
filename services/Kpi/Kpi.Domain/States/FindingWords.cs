namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What many findings of a service have in common, by number.</summary>
internal sealed class FindingWords
{
    /// <summary>Which scans saw something first.</summary>
    public Interned<FirstScan> FirstScans { get; } = new();

    public Interned<CweSet> Cwes { get; } = new();
}

/// <summary>The scan that saw a finding first: what it scanned, and whose scan it was.</summary>
internal readonly record struct FirstScan(Origin Origin, string Tool, string Target);
