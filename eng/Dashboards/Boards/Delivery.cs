using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>How delivery goes, as DORA measures it: what the figures of findings and releases are to be seen beside.</summary>
internal static class Delivery
{
    public static Panel Changes(Level level, int width) =>
        Panels.Stat(
            "Deployments to production", "Successful deployments to production in the last $window. The more there are, the smaller is each, and the sooner is a fix out.",
            level.Sum(Metric.Changes, "", Match.Window), Unit.Count, Thresholds.None, width);

    public static Panel ChangeFailure(Level level, int width) =>
        Panels.Stat(
            "Changes that failed", "Of the deployments to production in the last $window, the share that was rolled back or that an incident followed from (DORA: change failure rate).",
            FailureOf(level, ""), Unit.Share, Thresholds.UnwantedShare, width);

    public static Panel TimeToRestore(Level level, int width) =>
        Panels.Stat(
            "Time to restore", "Mean time from the opening of an incident in production to its resolution, over those resolved in the last $window (DORA). None: no incident was resolved.",
            $"{level.Sum(Metric.RestoreSeconds, "", Match.Window)} / ({level.Sum(Metric.Restored, "", Match.Window)} > 0)", Unit.Seconds, Thresholds.None, width);

    public static string FailureOf(Level level, string by) =>
        $"{level.Sum(Metric.FailedChanges, by, Match.Window)} / ({level.Sum(Metric.Changes, by, Match.Window)} > 0)";
}
