using System.Text.RegularExpressions;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>What promtool does not look at; tests/EndToEnd/Scraping has what it does.</summary>
public sealed partial class RuleTests
{
    private static readonly string[] Severities = ["critical", "warning", "info"];

    [Fact]
    public void An_alert_has_a_severity_a_summary_a_description_and_a_runbook() => Assert.All(RuleFile.Alerts, alert =>
    {
        Assert.Contains(alert.Labels["severity"], Severities);
        Assert.EndsWith(".", alert.Annotations["summary"], StringComparison.Ordinal);
        Assert.EndsWith(".", alert.Annotations["description"], StringComparison.Ordinal);
        Assert.Equal($"https://metricsplatform.example/docs/runbooks/{alert.Alert}.md", alert.Annotations["runbook_url"]);
    });

    [Fact]
    public void Every_alert_has_a_page_and_every_page_an_alert() => Assert.Equal(
        RuleFile.Alerts.Select(a => a.Alert).Order(StringComparer.Ordinal),
        Repository.Files("docs/runbooks", "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void A_page_says_what_it_means_how_to_look_and_what_to_do() => Assert.All(Repository.Files("docs/runbooks", "*.md"), file =>
        Assert.Equal([$"# {Path.GetFileNameWithoutExtension(file)}", "## What it means", "## How to look", "## What to do"], Heading().Matches(File.ReadAllText(file)).Select(h => h.Value)));

    [Fact]
    public void The_list_of_alerts_is_complete()
    {
        var listed = RunbookLink().Matches(Repository.Read("docs", "alerts.md")).Select(link => link.Groups["alert"].Value);
        Assert.Equal(RuleFile.Alerts.Select(a => a.Alert!).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_recorded_series_reads_exported_metrics_only() =>
        Assert.All(RuleFile.Recorded, rule => Assert.All(Selector.In(rule.Expr), s => Assert.False(s.IsRecorded, rule.Record)));

    [Fact]
    public void A_recorded_series_is_read_by_a_dashboard_or_an_alert_and_what_they_read_is_recorded()
    {
        var read = DashboardFile.All.SelectMany(d => d.Queries).Select(q => q.Expr).Concat(RuleFile.Alerts.Select(a => a.Expr))
            .SelectMany(Selector.In).Where(s => s.IsRecorded).Select(s => s.Metric).ToHashSet();

        Assert.Equal(RuleFile.Recorded.Select(r => r.Record!).Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^#+ .*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\(runbooks/(?<alert>\w+)\.md\)")]
    private static partial Regex RunbookLink();
}
