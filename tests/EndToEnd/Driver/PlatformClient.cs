using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>A sender and reader of the platform, over the HTTP interface that everybody has (docs/http.md).</summary>
/// <param name="handler">Finds the way; null: straight to the address.</param>
public sealed class PlatformClient(Uri address, HttpMessageHandler? handler = null) : IDisposable
{
    private readonly HttpClient http = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    /// <summary>One event, structured mode.</summary>
    public Task<Answer> Post(JsonNode cloudEvent) => Post("/v1/events", "application/cloudevents+json", cloudEvent.ToJsonString());

    /// <summary>Several events, batched mode.</summary>
    public Task<Answer> PostBatch(IEnumerable<JsonNode> cloudEvents) =>
        Post("/v1/events", "application/cloudevents-batch+json", $"[{string.Join(',', cloudEvents.Select(e => e.ToJsonString()))}]");

    /// <summary>One event, binary mode: attributes as headers, the data as body.</summary>
    public Task<Answer> PostBinary(JsonNode cloudEvent)
    {
        var headers = cloudEvent.AsObject().Where(a => a.Key is not ("data" or "datacontenttype")).Select(a => ($"ce-{a.Key}", (string)a.Value!));
        return Post("/v1/events", "application/json", cloudEvent["data"]!.ToJsonString(), [.. headers]);
    }

    /// <summary>A SARIF report.</summary>
    /// <param name="query">As in <c>service=shop&amp;commit=c1</c>.</param>
    public Task<Answer> PostSarif(string query, JsonNode report, params (string Name, string Value)[] headers) =>
        Post($"/v1/scans?{query}", "application/sarif+json", report.ToJsonString(), headers);

    /// <param name="headers">Content-Encoding <c>gzip</c> compresses the body.</param>
    public async Task<Answer> Post(string path, string contentType, string body, params (string Name, string Value)[] headers)
    {
        var gzip = headers.Contains(("Content-Encoding", "gzip"));
        using var content = new ByteArrayContent(gzip ? Gzip(Encoding.UTF8.GetBytes(body)) : Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.Add(name, value);
            }
        }
        using var response = await http.SendAsync(request);
        return await Answer.Of(response);
    }

    public async Task<Answer> Get(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await Answer.Of(response);
    }

    public Task<string> Text(string path) => http.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>The figures as of an instant, of everything, of a team or of a service.</summary>
    public async Task<JsonElement> Kpis(DateTimeOffset at, string? team = null, string? service = null)
    {
        var scope = team is not null ? $"&team={team}" : service is not null ? $"&service={service}" : "";
        var answer = await Get($"/v1/kpis?at={Uri.EscapeDataString($"{at.UtcDateTime:O}")}{scope}");
        return answer.Status == 200 ? JsonSerializer.SerializeToElement(answer.Body) : throw new HttpRequestException($"{answer}");
    }

    /// <summary>Waits until the KPIs show what a submission brought.</summary>
    public Task<Answer> Processed(Guid submission, TimeSpan? step = null) =>
        Eventually.Be(() => Get($"/v1/submissions/{submission}"), a => (string?)a.Body["status"] == "processed", step);

    /// <summary>Waits until the platform can work.</summary>
    public Task Ready() => Eventually.Be(Health, health => health.Ready);

    public void Dispose() => http.Dispose();

    /// <returns>Whether it is ready, and what it says of it.</returns>
    private async Task<(bool Ready, string Said)> Health()
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return (false, e.Message);
        }
    }

    private static byte[] Gzip(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }
        return compressed.ToArray();
    }
}
