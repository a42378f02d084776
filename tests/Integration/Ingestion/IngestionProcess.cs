using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using MassTransit.Serialization;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion;
using MetricsPlatform.Tests.Integration.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Ingestion;

/// <summary>Ingestion on a loopback port, over a database that outlives it.</summary>
public sealed class IngestionProcess : IAsyncDisposable
{
    private readonly WebApplication app;

    private IngestionProcess(WebApplication app, FakePlatform behind)
    {
        this.app = app;
        Behind = behind;
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public HttpClient Http { get; }

    public FakePlatform Behind { get; }

    public NpgsqlDataSource Database => app.Services.GetRequiredService<NpgsqlDataSource>();

    public static async Task<IngestionProcess> StartAsync(string database, FakePlatform behind, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Postgres", database), new("Access:Open", "true"), .. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))]);
        builder.AddPlatformDefaults("ingestion");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddIngestion();
        builder.AddBusModule(behind);
        builder.AddPlatformBus();
        var app = builder.Build();
        app.MapPlatformDefaults();
        app.MapIngestion();
        await app.StartAsync();
        return new IngestionProcess(app, behind);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>Puts bytes into a queue that are none of our messages.</summary>
    public async Task Send(string queue, string body)
    {
        var endpoint = await app.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{queue}"));
        await endpoint.Send(new AppliedRevisionRequested(""), context => context.Serializer = new CopyBodySerializer(new ContentType("application/vnd.masstransit+json"), new StringMessageBody(body)));
    }

    public Task Publish(object message) => app.Services.GetRequiredService<IBus>().Publish(message);

    /// <summary>A replica of Kpi says that it is alive and shows a service up to a revision; returns when the inbox has heard it.</summary>
    public async Task Show(string service, long revision, string replica = "0")
    {
        await Publish(new ReplicaAlive(replica));
        await Publish(new RevisionApplied(service, revision, replica));
        await Eventually.Be(
            () => Scalar<long>($"select count(*) from ingestion.shown join ingestion.replica using (replica) where (service, revision, replica) = ('{service}', {revision}, '{replica}')"),
            heard => heard == 1);
    }

    public Task<Answer> PostEvent(object cloudEvent) => Post("/v1/events", "application/cloudevents+json", Json(cloudEvent));

    public Task<Answer> PostBatch(params object[] events) => Post("/v1/events", "application/cloudevents-batch+json", Json(events));

    public Task<Answer> Post(string path, string contentType, string body, Action<HttpContent>? headers = null) =>
        Post(path, contentType, Encoding.UTF8.GetBytes(body), headers);

    public async Task<Answer> Post(string path, string contentType, byte[] body, Action<HttpContent>? headers = null, string? idempotencyKey = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        headers?.Invoke(content);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }
        using var response = await Http.SendAsync(request);
        return await Answer.Of(response);
    }

    public Task<Answer> Redrive(JsonNode letter) => Post($"/v1/dead-letters/{letter["id"]}/redrive", "application/json", "");

    /// <summary>The newest dead letter, when there is one that a test waits for.</summary>
    public async Task<JsonNode> DeadLetter(Func<JsonNode, bool> wanted)
    {
        var letters = await Eventually.Be(async () => (await Get("/v1/dead-letters")).Body["items"]!.AsArray(), letters => letters.Any(l => wanted(l!)));
        return letters.First(l => wanted(l!))!;
    }

    public async Task<Answer> Get(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await Answer.Of(response);
    }

    public Task<Answer> Until(Guid submission, string status) =>
        Eventually.Be(() => Get($"/v1/submissions/{submission}"), a => (string?)a.Body["status"] == status);

    /// <summary>Correlation was sent this many messages.</summary>
    public Task Hears(int messages) => Eventually.Be(() => Task.FromResult(Behind.Heard.Count), count => count >= messages);

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static string Json(object value) => JsonSerializer.Serialize(value);

    public static object Deployment(string id, string version = "1.0", string service = "shop") => new
    {
        specversion = "1.0", id, source = "/ci", type = "metricsplatform.release.deployed.v1", time = "2026-01-05T10:00:00Z", data = new { service, version },
    };
}

/// <summary>An HTTP answer with its JSON.</summary>
public sealed record Answer(int Status, string? Location, string? RetryAfter, JsonNode Body)
{
    public Guid Id => (Guid)Body["id"]!;

    public IEnumerable<string?> Items => Body["items"]!.AsArray().Select(i => (string?)i!["status"]);

    public static async Task<Answer> Of(HttpResponseMessage response) => new(
        (int)response.StatusCode, response.Headers.Location?.ToString(), response.Headers.RetryAfter?.ToString(),
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
}
