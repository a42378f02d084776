using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

[Collection(ScrapedPlatformTests.Name)]
public sealed class PrometheusTests(ScrapedPlatform scraped)
{
    [Fact]
    public async Task Promtool_has_nothing_to_say_about_the_live_metrics() =>
        Assert.Equal((0, ""), await Promtool.Run(["check", "metrics"], await scraped.Client.Text("/metrics")));

    [Fact]
    public async Task Prometheus_answers_with_the_figures_of_the_interface()
    {
        var kpis = await scraped.Client.Kpis(DateTimeOffset.UtcNow);
        var row = kpis.GetProperty("remediation").EnumerateArray()
            .Single(r => r.GetProperty("severity").GetString() == "high" && r.GetProperty("window").GetString() == "30d");

        var mttr = await Eventually.Be(() => scraped.Prometheus.Value(ScrapedPlatform.Mttr), value => value is not null);

        Assert.Equal(row.GetProperty("meanSeconds").GetDouble(), mttr!.Value, tolerance: 0.001);
        Assert.Equal(1, await scraped.Prometheus.Value("""up{job="metricsplatform"}"""));
        Assert.Equal(4, await scraped.Prometheus.Value("""sum(devsecops_findings_open{service="shop"})"""));
    }

    [Fact]
    public async Task Recorded_series_are_the_figures_of_the_interface()
    {
        var kpis = await scraped.Client.Kpis(DateTimeOffset.UtcNow);
        var due = kpis.GetProperty("remediation").EnumerateArray().Where(r => r.GetProperty("window").GetString() == "90d").Sum(r => r.GetProperty("due").GetInt32());

        Assert.Equal(due, await Eventually.Be(() => scraped.Prometheus.Value("""sum(organization:devsecops_remediation_due_findings:sum{window="90d"})"""), value => value is not null));
        Assert.Equal(due, await Eventually.Be(() => scraped.Prometheus.Value("""sum(team:devsecops_remediation_due_findings:sum{window="90d", team="pay"})"""), value => value is not null));
    }
}

/// <summary>These tests share one platform and one Prometheus.</summary>
[CollectionDefinition(Name)]
public sealed class ScrapedPlatformTests : ICollectionFixture<ScrapedPlatform>
{
    public const string Name = "scraped platform";
}
