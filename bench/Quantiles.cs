using System.Globalization;

namespace MetricsPlatform.Bench;

internal static class Quantiles
{
    /// <summary>Milliseconds: p50, p95, by nearest rank.</summary>
    public static string Of(IEnumerable<TimeSpan> times, string format = "0.0")
    {
        var sorted = times.Order().ToList();
        return $"{At(0.5)}, {At(0.95)}";

        string At(double q) => sorted[(int)Math.Ceiling(q * sorted.Count) - 1].TotalMilliseconds.ToString(format, CultureInfo.InvariantCulture);
    }
}
