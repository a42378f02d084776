using System.Globalization;
using MetricsPlatform.Kpi.Domain.Explain;

namespace MetricsPlatform.Kpi.Explain;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    /// <summary>Short, for tables: "3.4 d", "71 %".</summary>
    public static string Short(double value, KpiUnit unit) => unit switch
    {
        KpiUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %"),
        KpiUnit.Seconds => Duration(value),
        KpiUnit.Rate => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} a day"),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>The same with the exact number beside it, where it is another one.</summary>
    public static string Exact(double value, KpiUnit unit) => unit switch
    {
        KpiUnit.Seconds => string.Create(CultureInfo.InvariantCulture, $"{value:N0} s ({Duration(value)})"),
        _ => Short(value, unit),
    };

    private static string Duration(double seconds) => seconds switch
    {
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        < 86400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
        < 100 * 86400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:0.#} d"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:N0} d"),
    };
}
