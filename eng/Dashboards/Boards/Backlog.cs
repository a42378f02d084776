using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>What stands.</summary>
internal static class Backlog
{
    public static Panel Open(Level level, int width) =>
        Panels.Stacked(
            "Open findings", "Findings that stood at each time, without accepted ones, by severity.", Unit.Count, width,
            Severities.Each(s => level.Sum(Metric.Open, "", Match.Severity(s)))) with { Overrides = Severities.Colours };

    public static Panel Overdue(Level level, int width) =>
        Panels.Stacked(
            "Overdue findings", "Open findings that were past their deadline at each time, by severity.", Unit.Count, width,
            Severities.Each(s => level.Sum(Metric.Overdue, "", Match.Severity(s)))) with { Overrides = Severities.Colours };

    /// <param name="findings">Parameters that narrow the list of findings to those of the level.</param>
    public static Panel BySeverity(Level level, int width, string findings) =>
        Table.Of(
            "By severity: what stands, and how fixing went in the last $window",
            "From Open to Mean age: findings now; claimed fixed are open ones whose tickets are all closed. From Within target on: the last $window. Durations are days. – means no data; survival, the median that also counts what is still open, is absent where half of the findings never get fixed.",
            width, sortBy: KpiColumns.Target.Title, descending: false,
            [
                Column.Of("severity", "Severity", PlatformPages.Findings($"{findings}severity={PlatformPages.Cell}")),
                .. KpiColumns.Backlog(level), .. KpiColumns.Remediation(level),
            ]);
}
