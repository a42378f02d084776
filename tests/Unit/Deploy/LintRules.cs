using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>A dashboard breaks a rule.</summary>
/// <param name="Panel">Empty: the dashboard as a whole.</param>
internal sealed record Violation(string Rule, string Dashboard, string Panel, string Why);

/// <summary>The rules of github.com/grafana/dashboard-linter for dashboards on Prometheus, by their names there.</summary>
/// <remarks>target-promql-rule, that every query can be parsed, is for a real Prometheus: tests/EndToEnd/Scraping.</remarks>
internal static partial class LintRules
{
    private static readonly string[] Shown = ["stat", "timeseries", "gauge", "bargauge", "table"];

    /// <summary>Units by their ids in Grafana, of those that we use.</summary>
    private static readonly string[] Units = ["none", "short", "percentunit", "s", "bytes"];

    private static readonly Dictionary<string, Func<DashboardFile, IEnumerable<(string Panel, string Why)>>> Rules = new()
    {
        ["template-datasource-rule"] = d => OfDashboard(
            d.Variables.Count(v => Text(v, "type") == "datasource" && Text(v, "name") == "datasource" && Text(v, "label") == "Data source" && Text(v, "query") == "prometheus") == 1),
        ["template-job-rule"] = d => OfDashboard(IsChoice(d, "job", "Job")),
        ["template-instance-rule"] = d => OfDashboard(IsChoice(d, "instance", "Instance")),
        ["template-label-promql-rule"] = d => OfDashboard(Queried(d).All(v => LabelValues().IsMatch(Text(v, "query")))),
        ["template-on-time-change-reload"] = d => OfDashboard(Queried(d).All(v => (int?)v["refresh"] == 2)),
        ["uneditable-dashboard"] = d => OfDashboard((bool?)d.Json["editable"] == false),
        ["panel-datasource-rule"] = d => OfPanels(d, p => Text(p["datasource"]!, "uid") == "${datasource}"),
        ["panel-title-description-rule"] = d => OfPanels(d, p => Text(p, "title").Length > 0 && Text(p, "description").Length > 0),
        ["panel-units-rule"] = d => OfPanels(d, p => Units.Contains(Text(p["fieldConfig"]!["defaults"]!, "unit"))),
        ["panel-no-targets-rule"] = d => OfPanels(d, p => p["targets"]!.AsArray().Count > 0),
        ["target-rate-interval-rule"] = d => OfSelectors(d, s => s.Range.Length == 0 || s.Range == "$__rate_interval" || s.Calls[0] is not ("rate" or "irate")),
        ["target-job-rule"] = d => OfSelectors(d, s => s.Matchers.Contains("job=~\"$job\"", StringComparison.Ordinal)),
        ["target-instance-rule"] = d => OfSelectors(d, s => s.Matchers.Contains("instance=~\"$instance\"", StringComparison.Ordinal)),
        ["target-counter-agg-rule"] = d => OfSelectors(d, s => !s.IsCounter || (s.Range.Length > 0 && s.Calls[0] is "rate" or "irate" or "increase")),
    };

    public static IEnumerable<string> Names => Rules.Keys;

    public static IEnumerable<Violation> BrokenBy(DashboardFile dashboard) =>
        Rules.SelectMany(rule => rule.Value(dashboard).Select(found => new Violation(rule.Key, dashboard.Title, found.Panel, found.Why)));

    private static IEnumerable<(string, string)> OfDashboard(bool holds) => holds ? [] : [("", "")];

    private static IEnumerable<(string, string)> OfPanels(DashboardFile dashboard, Func<JsonNode, bool> holds) =>
        dashboard.Panels.Where(p => Shown.Contains(Text(p, "type")) && !holds(p)).Select(p => (Text(p, "title"), p.ToJsonString()));

    private static IEnumerable<(string, string)> OfSelectors(DashboardFile dashboard, Func<Selector, bool> holds) =>
        dashboard.Queries.Where(q => !Selector.In(q.Expr).All(holds)).Select(q => (q.Panel, q.Expr));

    private static IEnumerable<JsonNode> Queried(DashboardFile dashboard) => dashboard.Variables.Where(v => Text(v, "type") == "query");

    private static bool IsChoice(DashboardFile dashboard, string name, string label) => dashboard.Variables.Any(v =>
        Text(v, "name") == name && Text(v, "label") == label && Text(v, "type") == "query" && Text(v["datasource"]!, "uid") == "${datasource}"
        && (bool?)v["multi"] == true && Text(v, "allValue") == ".+");

    private static string Text(JsonNode node, string name) => (string?)node[name] ?? "";

    [GeneratedRegex(@"^(label_names|label_values|metrics|query_result)\(.+\)$")]
    private static partial Regex LabelValues();
}
