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
    public static Panel ByAge(Level level, int width, string findings)
    {
        return Table.Of(
            "Backlog by age and severity", "Open findings now, by how many days they have stood. Target: days that fixing may take.",
            width, sortBy: KpiColumns.Target.Title, descending: false,
            Column.Of("severity", "Severity", PlatformPages.Findings($"{findings}severity={PlatformPages.Cell}&state=open")),
            KpiColumns.Target, Of("7d", "Up to 7 d"), Of("30d", "8 to 30 d"), Of("90d", "31 to 90 d"), Of("older", "Older"));

        Column Of(string age, string title) => new(title, level.Sum(Metric.OpenByAge, "severity", $"age=\"{age}\""));
    }

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
