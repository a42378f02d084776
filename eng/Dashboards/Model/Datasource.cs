using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>The Prometheus that the variable <c>datasource</c> names: dashboards that are provisioned know no uid of one.</summary>
internal static class Datasource
{
    public static JsonObject Reference() => new() { ["type"] = "prometheus", ["uid"] = "${datasource}" };
}
