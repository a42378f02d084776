using System.Text.Json.Nodes;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>An HTTP answer with its JSON.</summary>
public sealed record Answer(int Status, string? Location, string? RetryAfter, JsonNode Body)
{
    /// <summary>Of a submission.</summary>
    public Guid Id => (Guid)Body["id"]!;

    /// <summary>What became of each event of a submission, in the request's order.</summary>
    public IReadOnlyList<string> Items => [.. Body["items"]!.AsArray().Select(i => (string)i!["status"]!)];

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, response.Headers.Location?.ToString(), response.Headers.RetryAfter?.ToString(), text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject());
    }

    public override string ToString() => $"{Status} {Body.ToJsonString()}";
}
