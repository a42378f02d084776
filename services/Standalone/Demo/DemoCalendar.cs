using System.Globalization;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>
/// The demo's weeks, counted from one fixed Monday. The history is a slice of one endless calendar, so a demo that is loaded again
/// on a later day repeats what is known and adds the days in between.
/// </summary>
internal static class DemoCalendar
{
    /// <summary>After so many weeks the special events (a critical everywhere, a rollback, ...) come again: a slice holds each of them once.</summary>
    public const int Cycle = 26;

    private static readonly DateTimeOffset FirstMonday = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static int WeekOf(DateTimeOffset at) => (int)Math.Floor((at - FirstMonday).TotalDays / 7);

    /// <param name="week">Week index.</param>
    /// <param name="day">0 is Monday.</param>
    public static DateTimeOffset At(int week, int day, int hour, int minute) =>
        FirstMonday.AddDays((week * 7) + day).AddHours(hour).AddMinutes(minute);

    /// <summary>Where in the cycle a week stands, 0 to <see cref="Cycle"/> − 1.</summary>
    public static int Phase(int week) => ((week % Cycle) + Cycle) % Cycle;

    /// <summary>The version that goes to production in a week: "2026.47".</summary>
    public static string Version(int week)
    {
        var monday = At(week, 0, 0, 0).UtcDateTime;
        return $"{ISOWeek.GetYear(monday)}.{ISOWeek.GetWeekOfYear(monday):00}";
    }

    /// <summary>The commit that a week's version is built from.</summary>
    public static string Commit(DemoService service, int week) => SeededNumbers.Hex40($"{service.Name} commit {week}");

    /// <summary>When a week's version goes to production: Thursday, some time in the forenoon.</summary>
    public static DateTimeOffset ToProduction(DemoService service, int week) =>
        At(week, 3, 9, (int)(SeededNumbers.Hash($"{service.Name} production {week}") % 150));

    /// <summary>The week whose version a build at <paramref name="at"/> is for: the next one to go to production.</summary>
    public static int ReleaseInTheMaking(DemoService service, DateTimeOffset at)
    {
        var week = WeekOf(at);
        return at < ToProduction(service, week) ? week : week + 1;
    }
}
