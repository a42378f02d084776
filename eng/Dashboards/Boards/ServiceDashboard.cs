using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>For those who work on one service.</summary>
internal static class ServiceDashboard
{
    private const string Findings = "service=${service:percentencode}&";
    private const string Of = "service=\"$service\"";

    private static readonly Level Own = Level.Service;

    public static Dashboard Make() => new(
        "service", "Service", "A service's findings, remediation, releases and scans.", "now-90d", "5m",
        Page, [Variable.Prometheus(), KpiVariables.Service, KpiVariables.Window, PlatformPages.Address],
        [
            new Section("", 4,
            [
                Panels.LabelText("Team", "Who owns the service.", $"max by (team) (devsecops_service_info{{{Of}}})", "team"),
                Headline.Overdue(Own, "critical", Findings), Headline.Overdue(Own, "high", Findings), Headline.WithinTarget(Own),
                Headline.CleanReleases(Own), Headline.CleanReleasesSoFar(Own),
            ]),
            new Section("", 4,
            [
                Freshness(), Headline.CaughtBeforeProduction(Own), Causes.LateDump(Own, 4), Causes.Recurring(Own, 4, Page), Delivery.ChangeFailure(Own, 4), Delivery.TimeToRestore(Own, 4),
            ]),
            new Section("", 7, [Remediation.AgainstTarget(Own, 6), Backlog.BySeverity(Own, 18, Findings)]),
            new Section("Backlog", 8, [Kinds(), Backlog.ByAge(Own, 10, Findings), Backlog.Open(Own, 8)]),
            new Section("Fixing", 8, [Remediation.OpenedAndFixed(Own, 8), Remediation.TimeToFix(Own, 8), Remediation.Distribution(Own, 8)]),
            new Section("Releases", 8, [Releases.CleanAndNot(Own, 6), Releases.Escapes(Own, 6), Releases.Caught(Own, 6), Causes.ReachedProduction(Own, 6)]),
            new Section("", 5, [Releases.Verdicts(Own, 12, Page), Deployments()]),
            new Section("Scans", 5, [Scans.Ages(24, $"{{{Of}}}")]),
        ],
        new Annotation("Deployments to production", $"max by (environment) (devsecops_last_deployment_timestamp_seconds{{{Of}, environment=~\"production.*\"}}) * 1000", "Deployed to {{environment}}"));

    private static PageLink Page => PlatformPages.Service(PlatformPages.Chosen("service"));

    private static Panel Freshness() =>
        Panels.Stat(
            "Figures", "Stale: a scanner of the service has not reported a complete scan in time, or the service was never scanned. What was fixed may count as open then, and what is new is not known.",
            $"max(devsecops_figures_stale{{{Of}}})", Unit.Count, Thresholds.None) with
        {
            Words = [new ValueWord("0", "fresh", "green"), new ValueWord("1", "stale", "orange")],
        };

    private static Panel Kinds() =>
        Table.Of(
            "Open findings by kind", "Open findings now, of all severities. The service's page tells the tools that saw them.", 6, sortBy: "Open", descending: true,
            Column.Of("kind", "Kind", PlatformPages.Findings($"{Findings}kind={PlatformPages.Cell}&state=open")),
            new Column("Open", $"max by (kind) (devsecops_findings_open_by_kind{{{Of}}})"));

    private static Panel Deployments() =>
        Table.Of(
            "Deployments", "Successful deployments by environment: of the last $window, and days since the latest. – means none.", 12, sortBy: "Environment", descending: false,
            Column.Of("environment", "Environment", Page),
            new Column("Deployments", Own.Sum(Metric.Deployments, "environment", Match.Window)),
            KpiColumns.Days("Latest", $"(time() - max by (environment) (devsecops_last_deployment_timestamp_seconds{{{Of}}}))"));
}
