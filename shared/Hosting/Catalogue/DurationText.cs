using System.Globalization;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Spans of time as people write them: a positive whole number of days, hours or minutes, <c>30d</c>, <c>24h</c>, <c>90m</c>.</summary>
public static class DurationText
{
    /// <summary>Longer spans are typing errors.</summary>
    private const int MaxDays = 3650;

    /// <summary>What is asked for, to end a complaint with.</summary>
    public static readonly string Form = $"a whole number of days, hours or minutes up to {MaxDays}d, like 30d, 24h or 90m";

    /// <summary>Null when it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }
        var unit = text[^1] switch
        {
            'd' => TimeSpan.TicksPerDay,
            'h' => TimeSpan.TicksPerHour,
            'm' => TimeSpan.TicksPerMinute,
            _ => long.MaxValue,
        };
        return number > 0 && number <= MaxDays * TimeSpan.TicksPerDay / unit ? TimeSpan.FromTicks(number * unit) : null;
    }
}
