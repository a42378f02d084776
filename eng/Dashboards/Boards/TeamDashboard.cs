using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>For a team: what is overdue first, in which service, and how it goes.</summary>
internal static class TeamDashboard
{
    private const string Findings = "team=${team:percentencode}&";

    private const string InTeam = "devsecops_service_info{team=\"$team\"}";

    private static readonly Level Own = Level.Team;

    public static Dashboard Make() => new(
        "team", "Team", "A team's services, backlog, remediation and releases.", "now-90d", "5m",
        PlatformPages.Team(PlatformPages.Chosen("team")), [Variable.Prometheus(), KpiVariables.Team, KpiVariables.Window, PlatformPages.Address],
        [
            new Section("", 4,
            [
                Headline.Overdue(Own, "critical", Findings), Headline.Overdue(Own, "high", Findings), Headline.WithinTarget(Own),
                Headline.CleanReleases(Own), Headline.CleanReleasesSoFar(Own), Headline.CaughtBeforeProduction(Own),
            ]),
            new Section("", 4,
            [
                Owners.Champion(4), Owners.Channel(4), StaleServices(), Causes.LateDump(Own, 3), Causes.Recurring(Own, 3, PlatformPages.Team(PlatformPages.Chosen("team"))),
                Delivery.ChangeFailure(Own, 4), Delivery.TimeToRestore(Own, 3),
            ]),
            new Section("", 6, [Services()]),
            new Section("", 7, [Remediation.AgainstTarget(Own, 6), Backlog.BySeverity(Own, 18, Findings)]),
            new Section("Trend", 8,
            [
                Backlog.Open(Own, 8), Backlog.Overdue(Own, 8), Remediation.OpenedAndFixed(Own, 8),
                Remediation.TimeToFix(Own, 8), Remediation.TimeToTriage(Own, 8), Remediation.WithinTarget(Own, 8),
            ]),
            new Section("Backlog and causes", 7, [Backlog.ByAge(Own, 14, Findings), Causes.ReachedProduction(Own, 10)]),
            new Section("Releases", 8, [Releases.CleanAndNot(Own, 8), Releases.Escapes(Own, 8), Releases.ShippedWithKnown(Own, 8)]),
        ]);

    private static Panel Services() =>
        Table.Of(
            "Services, most overdue first",
            "Critical and high findings now. Durations are days. Oldest: age of the oldest open one. Latest scan: of any kind. Latest deployment: to any environment. – means none.",
            24, sortBy: "Overdue", descending: true,
            Scans.ServiceColumn,
            Column.Of("tier", "Tier"),
            new Column("Open", $"{OfServices("findings_open")} * on (service) group_left (tier) max by (service, tier) ({InTeam})"),
            KpiColumns.Unwanted("Overdue", $"{OfServices("findings_overdue")} and on (service) {InTeam}") with
            {
                Links = [PlatformPages.Findings($"service={PlatformPages.InRow("service")}&state=overdue")],
            },
            Age("Oldest", $"min by (service) (devsecops_oldest_open_finding_timestamp_seconds{{{Match.CriticalAndHigh}}})"),
            Age("Latest scan", "max by (service) (devsecops_last_scan_timestamp_seconds)") with { Thresholds = Thresholds.ScanAge },
            Age("Latest deployment", "max by (service) (devsecops_last_deployment_timestamp_seconds)"));

    private static Panel StaleServices() =>
        Panels.Stat(
            "Stale services", "Services of the team whose figures rest on scans that are too old, or on none, now.",
            $"sum(max by (service) (devsecops_figures_stale) and on (service) {InTeam})", Unit.Count, Thresholds.OrangeFromOne, width: 3);

    private static string OfServices(string metric) => $"sum by (service) (max by (service, severity) (devsecops_{metric}{{{Match.CriticalAndHigh}}}))";

    private static Column Age(string title, string since) => KpiColumns.Days(title, $"(time() - {since} and on (service) {InTeam})");
}
