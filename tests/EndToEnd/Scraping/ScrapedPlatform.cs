using System.Text.Json.Nodes;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>A platform that has something to show on every panel, and a Prometheus that scrapes it.</summary>
public sealed class ScrapedPlatform : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>What <see cref="InitializeAsync"/> makes true: a high finding was fixed after ten days.</summary>
    public const string Mttr = """devsecops_mttr_seconds{service="shop",severity="high",window="30d"}""";

    private static readonly string[] Severities = ["critical", "high", "medium", "low"];

    private readonly PostgresFixture postgres = new();
    private readonly string catalogue = Path.GetTempFileName();
    private StandaloneProcess platform = null!;

    public PlatformClient Client => platform.Client;

    internal PrometheusServer Prometheus { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        await File.WriteAllTextAsync(catalogue, "teams: { pay: { champion: Ada, channel: pay-security } }\nservices: { shop: { team: pay } }\n");
        platform = await StandaloneProcess.Start(["--postgres", await postgres.CreateDatabase(), "--catalogue", catalogue]);
        var now = DateTimeOffset.UtcNow;
        var repeated = Events.Deployment("old", now.AddDays(-40), "shop", "1.0", "c1");
        var answer = await Client.PostBatch(
        [
            repeated,
            Events.Scan("1", now.AddDays(-12), "shop", "trivy", [.. Severities.SelectMany(s => new[] { Finding("fixed", s), Finding("open", s) })]),
            Events.Scan("2", now.AddDays(-2), "shop", "trivy", [.. Severities.Select(s => Finding("open", s))]),
            Events.Deployment("new", now.AddDays(-1), "shop", "2.0", "c2"),
            Events.Incident("began", now.AddHours(-20), "shop", "INC-1", "open"),
            Events.Incident("over", now.AddHours(-18), "shop", "INC-1", "resolved"),
            repeated,
            Refused(repeated),
        ]);
        await Client.Processed(answer.Id);
        await Eventually.Be(() => Client.Text("/metrics"), text => text.Contains($"{Mttr} 864000\n", StringComparison.Ordinal));
        var stranger = await Client.Post("/v1/events", "application/json", "[]", ("Authorization", "Bearer nobody's"));
        Assert.Equal(401, stranger.Status);
        Prometheus = await PrometheusServer.Start(platform.Address);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await (Prometheus?.DisposeAsync() ?? default);   // what did not start is null
        await (platform?.Stop() ?? Task.CompletedTask);
        await (platform?.DisposeAsync() ?? default);
        await postgres.DisposeAsync();
        File.Delete(catalogue);
    }

    private static JsonObject Finding(string what, string severity)
    {
        var finding = Events.Dependency($"{what}-{severity}", $"pkg:npm/{what}-{severity}@1.0.0");
        finding["severity"] = severity;
        return finding;
    }

    /// <summary>The event without what it needs.</summary>
    private static JsonObject Refused(JsonObject cloudEvent)
    {
        var refused = (JsonObject)cloudEvent.DeepClone();
        refused["id"] = "refused";
        refused["data"]!.AsObject().Remove("service");
        return refused;
    }
}
