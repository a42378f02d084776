using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>The part of a submission's answer that the demo looks at (docs/http.md).</summary>
/// <param name="Status"><c>accepted</c> until the KPIs show it, then <c>processed</c>.</param>
internal sealed record SubmissionAnswer(Guid Id, string Status, IReadOnlyList<SubmissionAnswer.Item> Items)
{
    /// <param name="Error">Why the item was refused; null when it was not.</param>
    internal sealed record Item(string Status, Problem? Error);

    internal sealed record Problem(string Message);
}

/// <summary>The platform, over the HTTP interface that everybody has.</summary>
/// <param name="ingestion">Takes what is sent, and tells what became of it.</param>
/// <param name="kpi">Has the figures.</param>
internal sealed class PlatformClient(HttpClient ingestion, HttpClient kpi)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>POST /v1/events with a batch.</summary>
    public Task<SubmissionAnswer> Publish(IEnumerable<DemoEvent> events, CancellationToken ct) =>
        Send("v1/events", new JsonArray([.. events.Select(e => (JsonNode)e.ToCloudEvent())]).ToJsonString(), "application/cloudevents-batch+json", key: null, ct);

    /// <summary>POST /v1/scans with one of the demo's reports.</summary>
    public Task<SubmissionAnswer> Upload(DemoReport report, CancellationToken ct) => Send(
        $"v1/scans?service={report.Service}&tool={report.Tool}&commit={report.Commit}&branch=main&time={DemoEvent.Rfc3339(report.Time)}",
        report.Sarif.ToJsonString(), "application/sarif+json", report.Key, ct);

    /// <summary>POST /v1/scans with a file that another tool wrote; the tool's name is the report's, the target the file's name.</summary>
    public async Task<SubmissionAnswer> Upload(FileInfo report, string service, CancellationToken ct)
    {
        var body = await File.ReadAllTextAsync(report.FullName, ct);
        var written = new DateTimeOffset(report.LastWriteTimeUtc);
        var target = Uri.EscapeDataString(Path.GetFileNameWithoutExtension(report.Name));
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target} {written:O} {body}")));
        return await Send($"v1/scans?service={service}&target={target}&branch=main&time={DemoEvent.Rfc3339(written)}", body, "application/sarif+json", key, ct);
    }

    /// <summary>GET /v1/submissions/{id} again and again, until the KPIs show what it brought.</summary>
    public async Task UntilProcessed(Guid submission, CancellationToken ct)
    {
        while ((await Get<SubmissionAnswer>(ingestion, $"v1/submissions/{submission}", ct)).Status == "accepted")
        {
            await Task.Delay(BetweenLooks, ct);
        }
    }

    /// <param name="team">Null: everything.</param>
    public Task<KpiReport> Kpis(string? team, CancellationToken ct) => Get<KpiReport>(kpi, team is null ? "v1/kpis" : $"v1/kpis?team={team}", ct);

    /// <summary>Names of the teams that the services in the KPIs belong to.</summary>
    public async Task<IReadOnlyList<string>> Teams(CancellationToken ct) =>
        [.. (await Get<Page<ServiceItem>>(kpi, "v1/services", ct)).Items.Select(s => s.Team).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Id of the first finding in a list; null when the list is empty.</summary>
    public async Task<string?> FirstFinding(string query, CancellationToken ct) =>
        (await Get<Page<FindingItem>>(kpi, $"v1/findings?limit=1&{query}", ct)).Items is [var first, ..] ? first.Id : null;

    private static async Task<T> Get<T>(HttpClient http, string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
        return await Read<T>(answer, ct);
    }

    private async Task<SubmissionAnswer> Send(string path, string body, string mediaType, string? key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await ingestion.SendAsync(request, ct);
        return await Read<SubmissionAnswer>(answer, ct);
    }

    private static async Task<T> Read<T>(HttpResponseMessage answer, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}",
                inner: null, answer.StatusCode);
        }

        return (await answer.Content.ReadFromJsonAsync<T>(ct))!;
    }

    private sealed record Page<T>(IReadOnlyList<T> Items);

    private sealed record ServiceItem(string Team);

    private sealed record FindingItem(string Id);
}
