using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>For a head of engineering: where we stand against what we promised, whether it gets better, which team needs help.</summary>
internal static class OrganizationDashboard
{
    private static readonly Level All = Level.Organization;

    public static Dashboard Make() => new(
        "organization", "Organisation", "Remediation and clean releases of everything, against targets, over time and by team.", "now-90d", "5m",
        PlatformPages.Home, [Variable.Prometheus(), KpiVariables.Window, PlatformPages.Address],
        [
            new Section("", 4,
            [
                Headline.Overdue(All, "critical", ""), Headline.Overdue(All, "high", ""), Headline.WithinTarget(All),
                Headline.CleanReleases(All), Headline.CleanReleasesSoFar(All), Headline.CaughtBeforeProduction(All),
            ]),
            new Section("", 7, [Remediation.AgainstTarget(All, 7), Backlog.BySeverity(All, 17, "")]),
            new Section("Trend", 8,
            [
                Backlog.Open(All, 8), Backlog.Overdue(All, 8), Remediation.OpenedAndFixed(All, 8),
                Remediation.TimeToFix(All, 8), Remediation.WithinTarget(All, 8), Remediation.TimeToTriage(All, 8),
            ]),
            new Section("Teams", 8, [Teams(), OverdueByTeam()]),
            new Section("Releases", 8, [Releases.CleanAndNot(All, 6), Releases.Escapes(All, 6), Releases.Caught(All, 6), Releases.ShippedWithKnown(All, 6)]),
            new Section("Backlog and causes", 7, [Backlog.ByAge(All, 12, ""), Causes.ReachedProduction(All, 12)]),
            new Section("Delivery", 4,
            [
                Causes.LateDump(All, 5), Causes.Recurring(All, 5, PlatformPages.Home), Delivery.Changes(All, 5), Delivery.ChangeFailure(All, 5), Delivery.TimeToRestore(All, 4),
            ]),
            new Section("Coverage", 10, [Scans.Fresh(4), Scans.Coverage(5), Scans.Ages(15, "")]),
        ]);

    private static Panel Teams() =>
        Table.Of(
            "Teams compared",
            "Critical and high findings: open and overdue now; the rest of the last $window, stale services now. Durations are days. Clean releases: final are those whose time of observation is over. Late-dump index: share of the findings first seen in the 48 hours before a deployment. – means no data; survival, the median time to fix that also counts what is still open, is absent where half of the findings never get fixed.",
            24, sortBy: "Overdue", descending: true,
            Column.Of("team", "Team", PlatformPages.TeamDashboard, PlatformPages.Team(PlatformPages.Cell)),
            new Column("Services", "count by (team) (max by (service, team) (devsecops_service_info))"),
            new Column("Open", OfTeams(Metric.Open)),
            KpiColumns.Unwanted("Overdue", OfTeams(Metric.Overdue)) with { Links = [PlatformPages.Findings($"team={PlatformPages.InRow("team")}&state=overdue")] },
            KpiColumns.Share("Within target", $"max by (team) (team:devsecops_high_severity_remediation_met_per_due:ratio{{{Match.Window}}})"),
            KpiColumns.Days("MTTR critical", UnionOfTeams("mttr_seconds", Match.Severity("critical"))),
            KpiColumns.Days("MTTR high", UnionOfTeams("mttr_seconds", Match.Severity("high"))),
            KpiColumns.Days("Survival high", UnionOfTeams("remediation_survival_median_seconds", Match.Severity("high"))),
            KpiColumns.Days("Triage high", $"max by (team) (team:devsecops_triage_seconds:mean{{{Match.Severity("high")}, {Match.Window}}})"),
            KpiColumns.Share("Clean releases, final", UnionOfTeams("zero_high_severity_release_ratio", Match.Settled)),
            KpiColumns.Share("Clean releases, so far", UnionOfTeams("zero_high_severity_release_ratio", Match.Provisional)),
            KpiColumns.Unwanted("Late-dump index", Causes.LateOf(Level.Teams, "team"), Unit.Share, Thresholds.UnwantedShare),
            KpiColumns.Unwanted("Changes that failed", Delivery.FailureOf(Level.Teams, "team"), Unit.Share, Thresholds.UnwantedShare),
            KpiColumns.Unwanted("Training needs", $"max by (team) (devsecops_team_recurring_weaknesses{{{Match.Window}}})", Unit.Count, Thresholds.OrangeFromOne),
            KpiColumns.Unwanted("Stale services", $"sum by (team) (max by (service) (devsecops_figures_stale) {OwnedBy})", Unit.Count, Thresholds.OrangeFromOne));

    private static Panel OverdueByTeam() =>
        Panels.Stacked(
            "Overdue, critical and high, by team", "Open critical and high findings that were past their deadline at each time.", Unit.Count, 24,
            new Query(OfTeams(Metric.Overdue), "{{team}}"));

    /// <summary>Gives a series of a service its team; while a changed catalogue reaches the replicas, one of two.</summary>
    private const string OwnedBy = "* on (service) group_left (team) topk by (service) (1, max by (service, team) (devsecops_service_info))";

    private static string OfTeams(Metric metric) => $"sum by (team) (team:devsecops_{metric.Name}:sum{{{Match.CriticalAndHigh}}})";

    private static string UnionOfTeams(string metric, string matcher) => $"max by (team) (devsecops_team_{metric}{{{matcher}, {Match.Window}}})";
}
