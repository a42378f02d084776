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
            new Section("Coverage", 9, [Scanned(), Scans.Ages(19, "")]),
        ]);

    private static Panel Teams() =>
        Table.Of(
            "Teams compared",
            "Critical and high findings: open and overdue now; the rest of the last $window. Durations are days. Clean releases: final are those whose time of observation is over. – means no data; survival, the median time to fix that also counts what is still open, is absent where half of the findings never get fixed.",
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
            KpiColumns.Share("Clean releases, so far", UnionOfTeams("zero_high_severity_release_ratio", Match.Provisional)));

    private static Panel OverdueByTeam() =>
        Panels.Stacked(
            "Overdue, critical and high, by team", "Open critical and high findings that were past their deadline at each time.", Unit.Count, 24,
            new Query(OfTeams(Metric.Overdue), "{{team}}"));

    private static Panel Scanned() =>
        Panels.Stat(
            "Services scanned in the last 7 days", "Share of the services that had a scan of any kind in the last 7 days. What is not scanned has no findings, and that says nothing.",
            "(count(time() - max by (service) (devsecops_last_scan_timestamp_seconds) < 7 * 86400) or vector(0)) / count(max by (service) (devsecops_service_info))",
            Unit.Share, Thresholds.Share, width: 5);

    private static string OfTeams(Metric metric) => $"sum by (team) (team:devsecops_{metric.Name}:sum{{{Match.CriticalAndHigh}}})";

    private static string UnionOfTeams(string metric, string matcher) => $"max by (team) (devsecops_team_{metric}{{{matcher}, {Match.Window}}})";
}
