using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Kpi;

[Collection(PostgresTests.Name)]
public sealed class HistoryTests(PostgresFixture postgres)
{
    private const string Export = "/v1/kpis/history.openmetrics";

    [Fact]
    public async Task Each_point_has_the_figures_of_its_instant()
    {
        await using var kpi = await OnDayTen();
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1, day: 2, gone: 4)), Some.Revision("api", 1, Some.Finding(2, day: 3)));

        var history = await kpi.Get("/v1/kpis/history?from=2026-01-01&to=2026-01-06&step=1d");
        var ofShop = await kpi.Get("/v1/kpis/history?from=2026-01-01&to=2026-01-06&step=36h&service=shop");

        Assert.Equal([0, 0, 1, 2, 1, 1], history["items"]!.AsArray().Select(p => Open(p!["asKnownNow"]!)));
        Assert.Equal(["2026-01-01T00:00:00+00:00", "2026-01-02T12:00:00+00:00"], ofShop["items"]!.AsArray().Take(2).Select(p => (string?)p!["at"]));
        Assert.Equal([0, 0, 1, 0], ofShop["items"]!.AsArray().Select(p => Open(p!["asKnownNow"]!)));
    }

    [Fact]
    public async Task What_was_reported_stands_beside_what_is_known_now()
    {
        await using var kpi = await OnDayTen();
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1)));
        await Eventually.Be(async () => (await kpi.Get("/v1/kpis/daily"))["items"]!.AsArray().Count, days => days == 1);
        var reportedEarly = await kpi.Get("/v1/kpis/daily?service=shop");
        await kpi.Apply(Some.Revision("shop", 2, Some.Finding(2, day: 5)));   // late: it was there five days ago

        var points = (await kpi.Get("/v1/kpis/history?from=2026-01-10&to=2026-01-11"))["items"]!.AsArray();

        Assert.Equal([2, 2], points.Select(p => Open(p!["asKnownNow"]!)));
        Assert.Null(points[0]!["asReported"]);
        Assert.NotNull(points[1]!["asReported"]!["recordedAt"]);
        Assert.Equal(Reported(reportedEarly), Reported(await kpi.Get("/v1/kpis/history?from=2026-01-11&to=2026-01-11&service=shop")));
    }

    [Theory]
    [InlineData("/v1/kpis/history?from=2020-01-01&step=1h", "1000")]
    [InlineData("/v1/kpis/history?step=often", "'step'")]
    [InlineData("/v1/kpis/history?from=2026-02-01&to=2026-01-01", "'from'")]
    [InlineData("/v1/kpis/history?to=once", "'to'")]
    [InlineData("/v1/kpis/history?at=2026-01-01", "'at'")]
    [InlineData("/v1/kpis/history?to=0001-01-02&step=1m", "1000")]
    [InlineData($"{Export}?from=2020-01-01&step=1m", "10000")]
    public async Task A_wrong_question_is_told_what_is_wrong(string path, string named)
    {
        await using var kpi = await OnDayTen();
        using var response = await kpi.Http.GetAsync(path);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(named, (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_of_an_instant_is_what_metrics_shows_then_each_sample_with_its_time()
    {
        await using var kpi = await OnDayTen();
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1), Some.Finding(2, gone: 4)) with { Releases = [Some.Release("1.0", 3, "F-1")], Scopes = [Some.Scope("trivy")], Scans = [Some.Scan(0, "trivy")] });
        var page = (await kpi.MetricsWith("""devsecops_findings_open{service="shop",severity="high"} 1""")).Split('\n');

        var export = (await kpi.Http.GetStringAsync($"{Export}?from=2026-01-11&to=2026-01-11")).Split('\n');

        Assert.Equal(["# EOF", ""], export[^2..]);
        Assert.All(export[..^2].Where(l => !l.StartsWith('#')), line => Assert.EndsWith(" 1768089600", line, StringComparison.Ordinal));
        Assert.Equal(page[..(export.Length - 2)], export[..^2].Select(l => l.StartsWith('#') ? l : l[..l.LastIndexOf(' ')]));
    }

    [Fact]
    public async Task Samples_of_a_series_stand_together_from_old_to_new()
    {
        await using var kpi = await OnDayTen();
        await kpi.Apply(Some.Revision("shop", 1, Some.Finding(1, day: 2)));

        var export = (await kpi.Http.GetStringAsync($"{Export}?from=2026-01-02&to=2026-01-03")).Split('\n');
        var series = export.Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => l[..l.IndexOf(' ', StringComparison.Ordinal)]).ToList();

        Assert.Equal(series.Distinct().Count(), series.Zip(series.Skip(1)).Count(pair => pair.First != pair.Second) + 1);
        Assert.Equal(
            ["0 1767312000", "1 1767398400"],
            export.Where(l => l.StartsWith("""devsecops_findings_open{service="shop",severity="high"}""", StringComparison.Ordinal)).Select(l => l[(l.IndexOf('}', StringComparison.Ordinal) + 2)..]));
    }

    private async Task<KpiProcess> OnDayTen()
    {
        var kpi = await KpiProcess.Start(await postgres.CreateDatabaseAsync(), catalogue: PlatformCatalogue.Default, clock: new FixedDay(Some.Day0.AddDays(10)));
        await kpi.Ready();
        return kpi;
    }

    private static string Reported(JsonNode list) => (list["items"]![0]!["asReported"] ?? list["items"]![0])!["report"]!.ToJsonString();

    private static int Open(JsonNode report) => (int)report["backlog"]!.AsArray().Single(b => (string)b!["severity"]! == "high")!["open"]!;
}
