using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>Every KPI that <c>/metrics</c> shows (docs/prometheus.md); docs/metrics.md says what it means.</summary>
internal static class KpiFamilies
{
    /// <summary>Figures that cannot be added up: besides each service's, there are those of teams and the organization, over their unions.</summary>
    public static readonly IReadOnlyList<KpiFamily> NotAdditive =
    [
        KpiFamily.Remediation("mttr_seconds", "Mean time to remediate: mean duration of the episodes remediated in the window.", r => r.MeanSeconds),
        KpiFamily.Remediation("remediation_median_seconds", "Median duration of the episodes remediated in the window.", r => r.MedianSeconds),
        KpiFamily.Remediation("remediation_p90_seconds", "90th percentile of the duration of the episodes remediated in the window.", r => r.P90Seconds),
        KpiFamily.Remediation(
            "remediation_survival_median_seconds", "Kaplan-Meier median time to remediate in the window; counts what is still open.",
            r => r.SurvivalMedianSeconds),
        KpiFamily.Release(
            "zero_high_severity_release_ratio", "Share of the releases without an escaped high or critical finding.", r => r.Ratio),
        new("recurring_weaknesses", "Weaknesses (CWE) that at least three new findings in the window are instances of.",
            r => r.Releases.Select(w => w.Window).Distinct().Select(w => ((double?)r.Training.Count(t => t.Window == w), new Label[] { new("window", w) }))),
    ];

    /// <summary>Figures that are shown for services only: those of a team or of everything are their sums, or follow from sums.</summary>
    public static readonly IReadOnlyList<KpiFamily> Additive =
    [
        KpiFamily.Backlog("findings_open", "Findings exposed now, neither accepted nor void.", b => b.Open),
        KpiFamily.Backlog("findings_accepted", "Findings exposed now whose risk is accepted.", b => b.Accepted),
        KpiFamily.Backlog("findings_overdue", "Open findings past their deadline.", b => b.Overdue),
        KpiFamily.Backlog("findings_claimed_fixed", "Open findings with tickets, all of them closed.", b => b.ClaimedFixed),
        KpiFamily.Backlog(
            "oldest_open_finding_timestamp_seconds", "Start of the oldest open episode.", b => b.OldestStart is { } start ? UnixSeconds(start) : null),
        KpiFamily.Backlog("open_age_mean_seconds", "Mean age of the open episodes.", b => b.MeanAgeSeconds),
        new("findings_open_by_age", "Open findings by age: up to 7, 30 and 90 days, each without those before, and older.",
            r => r.Backlog.SelectMany(b => b.Ages.Select(a => ((double?)a.Open, new[] { KpiFamily.Of(b.Severity), new Label("age", a.Age) })))),
        new("findings_open_by_kind", "Open findings by kind.",
            r => r.Backlog.SelectMany(b => b.Kinds).GroupBy(k => k.Kind, (kind, rows) => ((double?)rows.Sum(k => k.Open), new[] { KpiFamily.Of(kind) }))),
        KpiFamily.Remediation("opened_findings", "Episodes that started in the window.", r => r.Opened),
        KpiFamily.Remediation("remediated_findings", "Episodes remediated in the window.", r => r.Remediated),
        KpiFamily.Remediation("remediated_duration_seconds", "Sum of the durations of the episodes remediated in the window.", r => r.DurationSeconds),
        KpiFamily.Remediation("remediation_due_findings", "Episodes whose deadline was decided in the window.", r => r.Due),
        KpiFamily.Remediation("remediation_met_findings", "Episodes due in the window that ended within their target.", r => r.Met),
        KpiFamily.Remediation("triaged_findings", "Episodes first triaged in the window.", r => r.Triaged),
        KpiFamily.Remediation("triage_mean_seconds", "Mean time to triage of the episodes first triaged in the window.", r => r.TriageMeanSeconds),
        KpiFamily.Release("releases", "Releases that went to production in the window.", r => r.Released),
        KpiFamily.Release("clean_releases", "Releases without an escaped high or critical finding.", r => r.Clean),
        KpiFamily.Release("features", "Features that the releases brought.", r => r.Features),
        KpiFamily.Release("clean_features", "Features that clean releases alone brought.", r => r.CleanFeatures),
        KpiFamily.Release("releases_shipped_with_known", "Releases that shipped with a known open high or critical finding.", r => r.ShippedWithKnown),
        new("escaped_findings", "High and critical findings first seen in the window in a release that was in production.",
            r => r.Escapes.Select(e => ((double?)e.Escaped, new[] { KpiFamily.Of(e.Severity), new Label("window", e.Window) }))),
        new("high_severity_findings_first_seen", "High and critical findings first seen in the window, by where they were caught.",
            r => r.ShiftLeft.SelectMany(s => new (double?, Label[])[]
            {
                (s.BeforeProduction, Caught(s, "before_production")), (s.AfterProduction, Caught(s, "production")), (s.Unattributed, Caught(s, "unattributed")),
            })),
        new("late_reported_findings", "High and critical findings first seen in the window, and within 48 hours before a deployment to production.",
            r => r.LateDump.Select(l => ((double?)l.Late, new Label[] { new("window", l.Window) }))),
        new("shipped_findings", "High and critical findings that reached production with a release, by why.",
            r => r.EscapeReasons.Select(e => ((double?)e.Findings, new Label[] { new("window", e.Window), KpiFamily.Of(e.Reason) }))),
        KpiFamily.Delivery("changes", "Successful deployments to production in the window.", d => d.Changes),
        KpiFamily.Delivery("failed_changes", "Changes in the window that were rolled back or that an incident followed from.", d => d.Failed),
        KpiFamily.Delivery("incidents", "Incidents in production opened in the window.", d => d.Incidents),
        KpiFamily.Delivery("restored_incidents", "Incidents in production resolved in the window.", d => d.Restored),
        KpiFamily.Delivery("restore_duration_seconds", "Sum of the durations of the incidents resolved in the window.", d => d.RestoreSeconds),
        new("deployments", "Successful deployments in the window.",
            r => r.Deployments.Select(d => ((double?)d.Deployments, new Label[] { new("environment", d.Environment), new("window", d.Window) }))),
        new("figures_stale", "1 when figures of the service rest on scans that are too old, or on none.",
            r => [(r.Freshness.Stale ? 1 : 0, [])]),
        new("stale_scopes", "Scopes in use whose latest complete scan is too old, or that have none.", r => [(r.Freshness.StaleScopes, [])]),
        new("last_complete_scan_timestamp_seconds", "Latest complete and successful scan of the kind over the scopes in use.",
            r => r.Coverage.Select(c => (c.LatestScan is { } at ? UnixSeconds(at) : (double?)null, new Label[] { new("scan_kind", c.Kind.ToString().ToLowerInvariant()) }))),
        new("last_deployment_timestamp_seconds", "Latest successful deployment.",
            r => r.Deployments.Where(d => d.Last is not null).DistinctBy(d => d.Environment)
                .Select(d => ((double?)UnixSeconds(d.Last!.Value), new Label[] { new("environment", d.Environment) }))),
    ];

    public static double UnixSeconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;

    private static Label[] Caught(ShiftLeftKpi row, string place) => [new("window", row.Window), new("caught", place)];
}
