using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>A SARIF report and how it is sent.</summary>
/// <param name="Query">Of <c>POST /v1/scans</c>.</param>
public sealed record Report(string Query, string Body);

/// <summary>Reports of many services, made before the clock runs, and sent by a few senders at once.</summary>
/// <param name="services">How many services send.</param>
/// <param name="results">Results of each report.</param>
public sealed class ScanLoad(int services, int results)
{
    public const int Senders = 4;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-30);

    /// <summary>Findings of one round.</summary>
    public long Findings => (long)services * results;

    /// <summary>One SARIF report a service. The first <paramref name="changed"/> results of it are of that round alone, the others the same in every round.</summary>
    public IReadOnlyList<Report> Round(int round, int changed = 0)
    {
        var at = Start.AddHours(round).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var body = Body(i => i < changed ? $"r{round}-{i}" : $"{i}");
        return [.. Enumerable.Range(0, services).Select(service => new Report($"service=service-{service:000}-{results}&time={at}", body))];
    }

    /// <summary>From the first byte sent until the last report is processed.</summary>
    /// <param name="look">Between two looks at a report; null: a tenth of a second.</param>
    public static async Task<TimeSpan> Send(PlatformClient client, IReadOnlyList<Report> reports, TimeSpan? look = null)
    {
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(reports, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (report, _) =>
        {
            var answer = await client.Post($"/v1/scans?{report.Query}", "application/sarif+json", report.Body);
            await client.Processed(answer.Id, look ?? Look);
        });
        return clock.Elapsed;
    }

    private string Body(Func<int, string> file)
    {
        var json = new StringBuilder("""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"codeql"}},"invocations":[{"executionSuccessful":true}],"results":[""");
        for (var i = 0; i < results; i++)
        {
            var path = $"src/module-{i / 50}/file-{file(i)}.js";
            json.Append(CultureInfo.InvariantCulture,
                $$"""{{(i == 0 ? "" : ",")}}{"ruleId":"js/rule-{{i % 50}}","level":"error","message":{"text":"A value that a user controls reaches a sink in {{path}}"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"{{path}}"},"region":{"startLine":{{i % 900}} } } }]}""");
        }
        return json.Append("]}]}").ToString();
    }
}
