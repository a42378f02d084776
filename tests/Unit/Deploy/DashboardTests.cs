using System.Text.RegularExpressions;
using MetricsPlatform.Dashboards;
using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Tests.Unit.Deploy;

public sealed partial class DashboardTests
{
    [Fact]
    public void The_files_are_what_eng_Dashboards_writes()
    {
        Assert.Equal(AllDashboards.List.Select(d => d.Name).Order(StringComparer.Ordinal), DashboardFile.All.Select(f => f.Name));
        Assert.All(AllDashboards.List, d => Assert.Equal(d.ToJson(), Architecture.Repository.Read("deploy", "grafana", "dashboards", $"{d.Name}.json")));
    }

    [Fact]
    public void A_uid_follows_from_the_files_name() => Assert.All(DashboardFile.All, d => Assert.Equal($"metricsplatform-{d.Name}", (string?)d.Json["uid"]));

    [Fact]
    public void Panels_of_a_dashboard_have_different_titles_or_show_different_things() =>
        Assert.All(DashboardFile.All, d => Assert.Equal([], d.Panels.GroupBy(p => ((string?)p["title"], (string?)p["type"])).Where(g => g.Count() > 1).Select(g => g.Key)));

    [Fact]
    public void Of_figures_that_every_replica_exports_one_counts() => Assert.All(Selectors(), s => Assert.True(
        s.Selector.IsCounter || !s.Selector.Metric.StartsWith("devsecops_", StringComparison.Ordinal)
        || s.Selector.Calls.Any(c => c is "max" or "min") || OnlyFilters().IsMatch(s.Selector.Before), s.Expr));

    [Fact]
    public void The_platforms_dashboard_narrows_every_query_to_the_chosen_processes() =>
        Assert.All(Selectors("platform"), s => Assert.Contains("job=~\"$job\", instance=~\"$instance\"", s.Selector.Matchers, StringComparison.Ordinal));

    [Fact]
    public void Every_table_leads_to_a_page_of_ours() => Assert.All(
        DashboardFile.All.SelectMany(d => d.Panels).Where(p => (string?)p["type"] == "table"),
        table => Assert.Contains(DashboardFile.Urls(table), url => url.StartsWith("${platform}/", StringComparison.Ordinal)));

    [Fact]
    public void Links_lead_to_a_page_of_the_list_or_to_a_dashboard_that_exists() => Assert.All(DashboardFile.All.SelectMany(d => d.Links), url => Assert.True(
        Page().IsMatch(url) || DashboardFile.All.Any(d => url.StartsWith($"/d/{d.Json["uid"]}?", StringComparison.Ordinal)), url));

    [Fact]
    public void Links_and_queries_use_variables_that_the_dashboard_has() => Assert.All(DashboardFile.All, d =>
    {
        var names = d.Variables.Select(v => (string)v["name"]!).ToHashSet();
        var used = VariableUse().Matches(d.Json.ToJsonString()).Select(m => m.Groups["name"].Value).Where(n => !n.StartsWith("__", StringComparison.Ordinal));
        Assert.Equal([], used.Except(names));
        Assert.Equal([], names.Except(used));
    });

    [Fact]
    public void Panels_do_not_overlap_and_stay_on_the_grid() => Assert.All(DashboardFile.All, d =>
    {
        var cells = new HashSet<(int, int)>();
        foreach (var place in d.Json["panels"]!.AsArray().Select(p => p!["gridPos"]!))
        {
            var (x, y, w, h) = ((int)place["x"]!, (int)place["y"]!, (int)place["w"]!, (int)place["h"]!);
            Assert.InRange(x + w, 1, 24);
            Assert.All(from dx in Enumerable.Range(x, w) from dy in Enumerable.Range(y, h) select (dx, dy), cell => Assert.True(cells.Add(cell), $"{d.Name} {cell}"));
        }
    });

    private static IEnumerable<(string Expr, Selector Selector)> Selectors(string? dashboard = null) =>
        from d in DashboardFile.All where dashboard is null || d.Name == dashboard
        from q in d.Queries from s in Selector.In(q.Expr) select (q.Expr, s);

    /// <summary>What follows decides which rows stay and counts nothing.</summary>
    [GeneratedRegex(@"\b(and|unless) on \([^)]*\) $")]
    private static partial Regex OnlyFilters();

    [GeneratedRegex(@"^\$\{platform\}/($|teams/[^/]+$|services/[^/]+$|findings\?|v1/dead-letters$)")]
    private static partial Regex Page();

    [GeneratedRegex(@"\$\{?(?<name>[a-z_]+)")]
    private static partial Regex VariableUse();
}
