using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench;

/// <summary>Reports of many services, made before the clock runs, and sent by a few senders at once.</summary>
/// <param name="services">How many services send.</param>
/// <param name="results">Results of each report.</param>
internal sealed class ScanLoad(int services, int results)
{
    private const int Senders = 4;
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-30);

    /// <summary>Findings of one round.</summary>
    public long Findings => (long)services * results;

    /// <summary>One SARIF report a service. The first <paramref name="changed"/> results of it are of that round alone, the others the same in every round.</summary>
    public IReadOnlyList<(string Query, byte[] Body)> Round(int round, int changed = 0) => [.. Enumerable.Range(0, services).Select(service =>
    {
        var at = Start.AddHours(round).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return ($"/v1/scans?service=service-{service:000}&time={at}", Report(i => i < changed ? $"r{round}-{i}" : $"{i}"));
    })];

    /// <summary>From the first byte sent until the last report is processed.</summary>
    public static async Task<TimeSpan> Send(Uri address, IReadOnlyList<(string Query, byte[] Body)> reports)
    {
        using var client = new PlatformClient(address);
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(reports, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (report, ct) =>
        {
            using var content = new ByteArrayContent(report.Body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/sarif+json");
            using var response = await http.PostAsync(new Uri(report.Query, UriKind.Relative), content, ct);
            response.EnsureSuccessStatusCode();
            await client.Processed((await Answer.Of(response)).Id, TimeSpan.FromMilliseconds(50));
        });
        return clock.Elapsed;
    }

    private byte[] Report(Func<int, string> part)
    {
        var json = new StringBuilder("""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"codeql"}},"invocations":[{"executionSuccessful":true}],"results":[""");
        for (var i = 0; i < results; i++)
        {
            var path = $"src/module-{i / 50}/file-{part(i)}.js";
            json.Append(CultureInfo.InvariantCulture,
                $$"""{{(i == 0 ? "" : ",")}}{"ruleId":"js/rule-{{i % 50}}","level":"error","message":{"text":"A value that a user controls reaches a sink in {{path}}"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"{{path}}"},"region":{"startLine":{{i % 900}} } } }]}""");
        }
        return Encoding.UTF8.GetBytes(json.Append("]}]}").ToString());
    }
}
