using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>Columns of tables about KPIs.</summary>
internal static class KpiColumns
{
    private static readonly string[] Windowed = [Match.Window];

    /// <summary>Colours counts of what should not be there.</summary>
    public static Column Unwanted(string title, string expr) => new(title, expr, Thresholds: Thresholds.RedFromOne);

    public static Column Unwanted(string title, string expr, string unit, Thresholds thresholds) => new(title, expr, Unit: unit, Thresholds: thresholds);

    public static Column Share(string title, string expr) => new(title, expr, Unit: Unit.Share, Thresholds: Thresholds.Share);

    public static Column Days(string title, string seconds) => new(title, $"{seconds} / 86400", Unit: Unit.Days);

    /// <summary>What stands now, by severity.</summary>
    public static IReadOnlyList<Column> Backlog(Level level) =>
    [
        new("Open", level.Sum(Metric.Open, "severity")),
        Unwanted("Overdue", level.Sum(Metric.Overdue, "severity")),
        new("Accepted", level.Sum(Metric.Accepted, "severity")),
        new("Claimed fixed", level.Sum(Metric.ClaimedFixed, "severity")),
        Days("Mean age", level.Mean("open_age", "severity")),
    ];

    /// <summary>How fixing went in the window, by severity, beside what is promised.</summary>
    public static IReadOnlyList<Column> Remediation(Level level) =>
    [
        Share("Within target", $"{level.Sum(Metric.Met, "severity", Windowed)} / ({level.Sum(Metric.Due, "severity", Windowed)} > 0)"),
        Target,
        Days("MTTR", level.Union("mttr_seconds", "severity", Windowed)),
        Days("Median", level.Union("remediation_median_seconds", "severity", Windowed)),
        Days("90 % within", level.Union("remediation_p90_seconds", "severity", Windowed)),
        Days("Survival", level.Union("remediation_survival_median_seconds", "severity", Windowed)),
    ];

    /// <summary>Rows by severity are ordered by it: the worst has the shortest.</summary>
    public static Column Target { get; } = Days("Target", "max by (severity) (devsecops_remediation_target_seconds)");
}
