namespace MetricsPlatform.Dashboards.Boards;

/// <summary>A KPI that adds up over services.</summary>
/// <param name="Name">What follows <c>devsecops_</c>.</param>
/// <param name="Labels">Its labels besides <c>service</c>.</param>
internal sealed record Metric(string Name, string Labels)
{
    public static readonly Metric Open = new("findings_open", "severity");
    public static readonly Metric Overdue = new("findings_overdue", "severity");
    public static readonly Metric Accepted = new("findings_accepted", "severity");
    public static readonly Metric ClaimedFixed = new("findings_claimed_fixed", "severity");
    public static readonly Metric OpenByAge = new("findings_open_by_age", "severity, age");
    public static readonly Metric Opened = new("opened_findings", "severity, window");
    public static readonly Metric Fixed = new("remediated_findings", "severity, window");
    public static readonly Metric Due = new("remediation_due_findings", "severity, window");
    public static readonly Metric Met = new("remediation_met_findings", "severity, window");
    public static readonly Metric Releases = new("releases", "window, maturity");
    public static readonly Metric CleanReleases = new("clean_releases", "window, maturity");
    public static readonly Metric ShippedWithKnown = new("releases_shipped_with_known", "window, maturity");
    public static readonly Metric Escapes = new("escaped_findings", "severity, window");
    public static readonly Metric FirstSeen = new("high_severity_findings_first_seen", "window, caught");
    public static readonly Metric LateReported = new("late_reported_findings", "window");
    public static readonly Metric Shipped = new("shipped_findings", "reason, window");
    public static readonly Metric Changes = new("changes", "window");
    public static readonly Metric FailedChanges = new("failed_changes", "window");
    public static readonly Metric Restored = new("restored_incidents", "window");
    public static readonly Metric RestoreSeconds = new("restore_duration_seconds", "window");
    public static readonly Metric Deployments = new("deployments", "environment, window");
}
