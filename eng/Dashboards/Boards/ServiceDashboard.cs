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
        PlatformPages.Service(PlatformPages.Chosen("service")), [Variable.Prometheus(), KpiVariables.Service, KpiVariables.Window, PlatformPages.Address],
        [
            new Section("", 4,
            [
                Panels.LabelText("Team", "Who owns the service.", $"max by (team) (devsecops_service_info{{{Of}}})", "team"),
                Headline.Overdue(Own, "critical", Findings), Headline.Overdue(Own, "high", Findings), Headline.WithinTarget(Own),
                Headline.CleanReleases(Own), Headline.CleanReleasesSoFar(Own),
            ]),
            new Section("", 7, [Remediation.AgainstTarget(Own, 7), Backlog.BySeverity(Own, 17, Findings)]),
            new Section("Trend", 8, [Backlog.Open(Own, 8), Remediation.OpenedAndFixed(Own, 8), Remediation.TimeToFix(Own, 8)]),
            new Section("Releases", 8, [Releases.CleanAndNot(Own, 8), Releases.Escapes(Own, 8), Releases.Caught(Own, 8)]),
            new Section("Scans and deployments", 6, [Scans.Ages(12, $"{{{Of}}}"), Deployments()]),
        ],
        new Annotation("Deployments", $"max by (environment) (devsecops_last_deployment_timestamp_seconds{{{Of}}}) * 1000", "Deployed to {{environment}}"));

    private static Panel Deployments() =>
        Table.Of(
            "Deployments", "Successful deployments by environment: of the last $window, and days since the latest. – means none.", 12, sortBy: "Environment", descending: false,
            Column.Of("environment", "Environment", PlatformPages.Service(PlatformPages.Chosen("service"))),
            new Column("Deployments", Own.Sum(Metric.Deployments, "environment", Match.Window)),
            KpiColumns.Days("Latest", $"(time() - max by (environment) (devsecops_last_deployment_timestamp_seconds{{{Of}}}))"));
}
