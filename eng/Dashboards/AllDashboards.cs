using MetricsPlatform.Dashboards.Boards;
using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards;

/// <summary>What stands in <c>deploy/grafana/dashboards</c>.</summary>
public static class AllDashboards
{
    public static IReadOnlyList<Dashboard> List { get; } =
        [OrganizationDashboard.Make(), TeamDashboard.Make(), ServiceDashboard.Make(), PlatformDashboard.Make()];
}
