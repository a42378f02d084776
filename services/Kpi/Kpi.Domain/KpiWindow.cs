using System.Globalization;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>A window (now − length, now].</summary>
internal readonly struct KpiWindow(TimeSpan length, long now)
{
    public long Length { get; } = length.Ticks;

    /// <summary>The instant just before the window; it does not belong to it.</summary>
    public long OpensAfter { get; } = now - length.Ticks;

    public string Text { get; } = NameOf(length);

    /// <summary>Whether an instant that is not after <c>now</c> lies in the window.</summary>
    public bool Holds(long instant) => instant > OpensAfter;

    /// <summary>Whether any instant lies in the window.</summary>
    public bool HoldsUpTo(long instant, long now) => instant <= now && Holds(instant);

    /// <summary>Length in the largest unit that divides it: "30d", "12h".</summary>
    public static string NameOf(TimeSpan length)
    {
        var (ticks, unit) =
            length.Ticks % TimeSpan.TicksPerDay == 0 ? (TimeSpan.TicksPerDay, 'd') :
            length.Ticks % TimeSpan.TicksPerHour == 0 ? (TimeSpan.TicksPerHour, 'h') :
            length.Ticks % TimeSpan.TicksPerMinute == 0 ? (TimeSpan.TicksPerMinute, 'm') : (TimeSpan.TicksPerSecond, 's');
        return string.Create(CultureInfo.InvariantCulture, $"{length.Ticks / ticks}{unit}");
    }
}
