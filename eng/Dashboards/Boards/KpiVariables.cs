using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>Choices above the dashboards about KPIs.</summary>
internal static class KpiVariables
{
    /// <summary>The windows are those of the catalogue.</summary>
    public static Variable Window { get; } = Variable.One("window", "Window", "label_values(devsecops_opened_findings, window)", initially: "90d");

    public static Variable Team { get; } = Variable.One("team", "Team", "label_values(devsecops_service_info, team)");

    public static Variable Service { get; } = Variable.One("service", "Service", "label_values(devsecops_service_info, service)");
}
