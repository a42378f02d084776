using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>The figures to look at first. docs/metrics.md defines them.</summary>
internal static class Headline
{
    /// <param name="findings">Parameters that narrow the list of findings to those of the level.</param>
    public static Panel Overdue(Level level, string severity, string findings) =>
        Panels.Stat(
            $"Overdue, {severity}", $"Open {severity} findings past their deadline, now.",
            level.Sum(Metric.Overdue, "", Match.Severity(severity)), Unit.Count, Thresholds.RedFromOne) with
        {
            Links = [PlatformPages.Findings($"{findings}severity={severity}&state=overdue")],
        };

    public static Panel WithinTarget(Level level) =>
        Panels.Stat(
            "Fixed within target",
            "Of the critical and high findings whose deadline or fix fell into the last $window, the share that was fixed in time. One that is still open past its deadline counts against it.",
            level.WithinTarget(Match.Window), Unit.Share, Thresholds.Share);

    public static Panel CleanReleases(Level level) =>
        Panels.Stat(
            "Clean releases, final",
            "Share of releases without a high or critical finding that was first seen in production. Releases of the $window before the last 30 days: nothing that is found from now on counts against them.",
            level.Union("zero_high_severity_release_ratio", "", Match.Window, Match.Settled), Unit.Share, Thresholds.Share);

    public static Panel CleanReleasesSoFar(Level level) =>
        Panels.Stat(
            "Clean releases, so far",
            "Share of the releases of the last $window without a high or critical finding that was first seen in production, as it stands now.",
            level.Union("zero_high_severity_release_ratio", "", Match.Window, Match.Provisional), Unit.Share, Thresholds.Share);

    public static Panel CaughtBeforeProduction(Level level) =>
        Panels.Stat(
            "Caught before production",
            "Of the high and critical findings first seen in the last $window, the share that was seen before the release reached production.",
            $"{level.Sum(Metric.FirstSeen, "", Match.Window, Match.BeforeProduction)} / ({level.Sum(Metric.FirstSeen, "", Match.Window)} > 0)",
            Unit.Share, Thresholds.Share);
}
