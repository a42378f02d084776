using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Standalone;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Integration.Access;
using MetricsPlatform.Tests.Integration.Fixtures;
using MetricsPlatform.Tests.Integration.Ingestion;

namespace MetricsPlatform.Tests.Integration.Tracing;

[Collection(LoneTests.Name)]
public sealed class TraceTests(PostgresFixture postgres)
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    [Fact]
    public async Task From_the_request_to_the_figures_it_is_one_trace()
    {
        using var spans = new Spans();
        await using var app = Composition.Build(new StandaloneOptions { Port = FreePort.Find() }, await postgres.CreateDatabaseAsync());
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        // Kpi asks from time to time what it may have missed; what it has from there first is of another trace, and the next event's is ours.
        var number = 0;
        await Eventually.Be(
            async () =>
            {
                await Processed(http, (Guid)JsonNode.Parse(await Publish(http, spans, $"{number++}"))!["id"]!);
                return string.Join(", ", spans.Names);
            },
            names => names.Contains("kpi apply", StringComparison.Ordinal));

        var queue = ServicePartition.QueueOf("shop");
        string[] consumed = [$"{queue} process", $"{queue} receive", $"{queue} send", "outbox relay", Request];
        Assert.Equal(consumed, spans.CausesOf("correlation append"));
        Assert.Equal(consumed, spans.CausesOf("correlation publish"));
        var causes = spans.CausesOf("kpi apply");
        Assert.Matches("^kpi-states-.* process, kpi-states-.* receive$", string.Join(", ", causes.Take(2)));
        Assert.Equal(["correlation publish", .. consumed], causes.TakeLast(6));
        await app.StopAsync();
    }

    [Fact]
    public async Task A_submission_names_its_trace_and_the_histograms_lead_to_it()
    {
        using var spans = new Spans();
        await using var app = Composition.Build(new StandaloneOptions { Port = FreePort.Find() }, await postgres.CreateDatabaseAsync());
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var answer = JsonNode.Parse(await Publish(http, spans))!;
        var processed = JsonNode.Parse(await Processed(http, (Guid)answer["id"]!))!;

        Assert.Equal([$"{spans.Trace}", $"{spans.Trace}"], new[] { answer, processed }.Select(submission => (string?)submission["trace"]));
        foreach (var histogram in new[] { "devsecops_event_lag_seconds", "devsecops_freshness_seconds" })
        {
            await Eventually.Be(() => OpenMetrics(http), text => text.Split('\n').Any(line =>
                line.StartsWith($"{histogram}_bucket", StringComparison.Ordinal) && line.Contains($"# {{trace_id=\"{spans.Trace}\",span_id=\"", StringComparison.Ordinal)));
        }
        await app.StopAsync();
    }

    [Fact]
    public async Task There_is_a_span_for_each_message_and_none_for_a_result()
    {
        using var spans = new Spans();
        await using var app = Composition.Build(new StandaloneOptions { Port = FreePort.Find() }, await postgres.CreateDatabaseAsync());
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var results = Enumerable.Range(0, 10_000).Select(n => new { kind = "code", rule = "r", path = $"f{n}", severity = "low" });
        object scan = new
        {
            specversion = "1.0", id = "many", source = "/ci", type = "metricsplatform.scan.completed.v1", time = "2026-01-05T10:00:00Z",
            data = new { service = "shop", tool = "semgrep", results },
        };

        await Processed(http, (Guid)JsonNode.Parse(await Publish(http, spans, scan))!["id"]!);

        Assert.InRange(spans.Names.Count, 10, 300);
        await app.StopAsync();
    }

    [Fact]
    public async Task What_is_sent_after_a_restart_is_still_of_the_trace_of_the_request_that_brought_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        using var spans = new Spans();
        await using (var first = await IngestionProcess.StartAsync(database, new FakePlatform()))
        {
            await Publish(first.Http, spans);
            await first.Hears(1);
        }
        await spans.Another("outbox relay");
        var before = spans.Names.Count(name => name == "outbox relay");
        await using var second = await IngestionProcess.StartAsync(database, new FakePlatform());

        await spans.Another("outbox relay", than: before);

        Assert.Equal([Request], spans.CausesOf("outbox relay"));
    }

    private static async Task<string> OpenMetrics(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "Accept", "application/openmetrics-text;version=1.0.0" } } };
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<string> Processed(HttpClient http, Guid submission) =>
        Eventually.Be(() => http.GetStringAsync($"/v1/submissions/{submission}"), text => (string?)JsonNode.Parse(text)!["status"] == "processed");

    private static Task<string> Publish(HttpClient http, Spans spans, string id = "1") => Publish(http, spans, LockedPlatform.Scan(id, "shop"));

    private static async Task<string> Publish(HttpClient http, Spans spans, object cloudEvent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events")
        {
            Content = new StringContent(JsonSerializer.Serialize(cloudEvent), Encoding.UTF8, "application/cloudevents+json"),
        };
        request.Headers.Add("traceparent", spans.Traceparent);
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
