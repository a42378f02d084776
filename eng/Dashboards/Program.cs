using MetricsPlatform.Dashboards;

// dotnet run --project eng/Dashboards: writes deploy/grafana/dashboards anew.
var folder = args is [var named] ? named : Path.Combine("deploy", "grafana", "dashboards");
foreach (var dashboard in AllDashboards.List)
{
    File.WriteAllText(Path.Combine(folder, $"{dashboard.Name}.json"), dashboard.ToJson());
}
