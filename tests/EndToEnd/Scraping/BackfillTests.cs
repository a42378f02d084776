using System.Globalization;
using System.Text.Json;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>The past as a Prometheus gets it that is younger than the data: docs/prometheus.md.</summary>
[Collection(ScrapedPlatformTests.Name)]
public sealed class BackfillTests(ScrapedPlatform scraped)
{
    private const int Days = 60;

    /// <summary>Field of <c>/v1/kpis</c> → metric. Written down here once more, so that a wrong name in the export is found.</summary>
    private static readonly (string Section, string Field, string Metric)[] Exported =
    [
        ("backlog", "open", "findings_open"), ("backlog", "accepted", "findings_accepted"), ("backlog", "overdue", "findings_overdue"),
        ("backlog", "meanAgeSeconds", "open_age_mean_seconds"),
        ("remediation", "opened", "opened_findings"), ("remediation", "remediated", "remediated_findings"), ("remediation", "due", "remediation_due_findings"),
        ("remediation", "met", "remediation_met_findings"), ("remediation", "meanSeconds", "mttr_seconds"), ("remediation", "medianSeconds", "remediation_median_seconds"),
        ("remediation", "survivalMedianSeconds", "remediation_survival_median_seconds"), ("remediation", "triageMeanSeconds", "triage_mean_seconds"),
        ("releases", "released", "releases"), ("releases", "clean", "clean_releases"), ("releases", "ratio", "zero_high_severity_release_ratio"),
        ("escapes", "escaped", "escaped_findings"), ("deployments", "deployments", "deployments"),
    ];

    private static readonly string[] Labels = ["severity", "window", "maturity", "environment"];

    [Fact]
    public async Task Prometheus_gives_the_figures_of_past_days_that_the_interface_gives()
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        var export = await scraped.Client.Text($"/v1/kpis/history.openmetrics?from={today.AddDays(-Days):yyyy-MM-dd}&to={today:yyyy-MM-dd}&step=1d");
        await using var prometheus = await PrometheusServer.StartOn(export);
        var random = new Random(20260302);
        var compared = 0;
        foreach (var day in Enumerable.Range(0, Days + 1).OrderBy(_ => random.Next()).Take(20).Select(back => today.AddDays(-back)))
        {
            compared += await Same(prometheus, day, await scraped.Client.Kpis(day, service: "shop"), "devsecops_", """service="shop",""", _ => true);
            compared += await Same(prometheus, day, await scraped.Client.Kpis(day, team: "pay"), "devsecops_team_", """team="pay",""", NotAdditive);
            compared += await Same(prometheus, day, await scraped.Client.Kpis(day), "devsecops_organization_", "", NotAdditive);
        }
        Assert.True(compared > 20 * 50, $"{compared}");
    }

    private static bool NotAdditive(string metric) =>
        metric is "mttr_seconds" or "remediation_median_seconds" or "remediation_survival_median_seconds" or "zero_high_severity_release_ratio";

    /// <returns>How many figures there were.</returns>
    private static async Task<int> Same(PrometheusServer prometheus, DateTimeOffset at, JsonElement kpis, string prefix, string owner, Func<string, bool> exports)
    {
        var compared = 0;
        foreach (var (section, field, metric) in Exported.Where(e => exports(e.Metric)))
        {
            foreach (var row in kpis.GetProperty(section).EnumerateArray())
            {
                var labels = Labels.Where(l => row.TryGetProperty(l, out _)).Select(l => $"""{l}="{row.GetProperty(l)}" """.TrimEnd());
                var query = $"{prefix}{metric}{{{owner}{string.Join(',', labels)}}}";
                double? expected = row.GetProperty(field).ValueKind == JsonValueKind.Null ? null : row.GetProperty(field).GetDouble();
                var actual = await prometheus.Value(query, at);
                Assert.True(Near(expected, actual), string.Create(CultureInfo.InvariantCulture, $"{query} at {at:u} is {actual}, expected {expected}"));
                compared++;
            }
        }
        return compared;
    }

    private static bool Near(double? expected, double? actual) =>
        expected is null || actual is null ? expected == actual : Math.Abs(expected.Value - actual.Value) <= 1e-9 * Math.Max(1, Math.Abs(expected.Value));
}
