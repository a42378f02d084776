namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>Bands of age that the backlog is shown in: up to 7, 30 and 90 days, and older (docs/metrics.md M4.6).</summary>
public static class AgeBand
{
    /// <summary>Youngest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["7d", "30d", "90d", "older"];

    /// <summary>Index of the band of an age in ticks.</summary>
    internal static int Of(long age) => (age / TimeSpan.TicksPerDay, age % TimeSpan.TicksPerDay) switch
    {
        (< 7, _) or (7, 0) => 0,
        (< 30, _) or (30, 0) => 1,
        (< 90, _) or (90, 0) => 2,
        _ => 3,
    };

    internal static int Find(string name) => Names.ToList().IndexOf(name);
}
