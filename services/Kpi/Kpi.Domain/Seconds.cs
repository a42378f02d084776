namespace MetricsPlatform.Kpi.Domain;

/// <summary>Ticks as seconds. Sums are exact (<see cref="Int128"/>), so no order of adding gives another mean.</summary>
internal static class Seconds
{
    /// <summary>Whole seconds and their fraction apart, since a sum of ticks may have more digits than a double.</summary>
    public static double Of(Int128 ticks) => (double)(ticks / TimeSpan.TicksPerSecond) + ((double)(ticks % TimeSpan.TicksPerSecond) / TimeSpan.TicksPerSecond);

    /// <summary>Null when there is nothing to take a mean of.</summary>
    public static double? Mean(Int128 ticks, int count) => count == 0 ? null : Of(ticks) / count;

    /// <summary>Null when the whole is nothing.</summary>
    public static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
