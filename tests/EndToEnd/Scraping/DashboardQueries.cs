using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>The queries of a dashboard, with its variables filled in as Grafana does.</summary>
internal static partial class DashboardQueries
{
    public static async Task<IReadOnlyList<string>> Of(JsonNode dashboard, PrometheusServer prometheus)
    {
        var values = new List<(string Name, string Value)> { ("$__rate_interval", "1m"), ("$__range", "1m") };
        foreach (var variable in dashboard["templating"]!["list"]!.AsArray().Where(v => (string)v!["type"]! == "query"))
        {
            values.Add(($"${variable!["name"]}", await Chosen(variable, prometheus, values)));
        }
        var queries = dashboard["panels"]!.AsArray().SelectMany(p => p!["targets"]?.AsArray() ?? []).Concat(dashboard["annotations"]!["list"]!.AsArray().Select(a => a!["target"]));
        return [.. queries.Select(q => Filled((string)q!["expr"]!, values))];
    }

    /// <summary>What is chosen at first: all, the default, or the first value.</summary>
    private static async Task<string> Chosen(JsonNode variable, PrometheusServer prometheus, List<(string, string)> values)
    {
        var query = LabelValuesCall().Match(Filled((string)variable["query"]!, values));
        var found = await Eventually.Be(() => prometheus.LabelValues(query.Groups["metric"].Value, query.Groups["label"].Value), labels => labels.Count > 0);
        return (string?)variable["allValue"] ?? (string?)variable["current"]?["value"] ?? (string)found[0]!;
    }

    private static string Filled(string text, List<(string Name, string Value)> values) =>
        values.Aggregate(text, (filled, v) => filled.Replace(v.Name, v.Value, StringComparison.Ordinal));

    [GeneratedRegex(@"^label_values\((?<metric>.*), (?<label>\w+)\)$")]
    private static partial Regex LabelValuesCall();
}
