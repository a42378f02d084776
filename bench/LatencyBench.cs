using System.Diagnostics;
using System.Text.Json.Nodes;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench;

/// <summary>How long it takes from the 202 until <c>/v1/kpis</c> shows what was sent.</summary>
internal static class LatencyBench
{
    private const int WarmUp = 20;
    private const int SmallScans = 200;
    private const int Rounds = 5;
    private const int Results = 10_000;

    /// <summary>Looking costs the machine too: how often is a hundredth of what is measured, or as often as can be.</summary>
    private static readonly TimeSpan LookForSmall = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LookForLarge = TimeSpan.FromMilliseconds(10);
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-30);

    /// <param name="Accepting">Request sent → 202.</param>
    /// <param name="Processing">202 → the submission is processed.</param>
    /// <param name="Visible">202 → the KPIs show it.</param>
    private sealed record Latency(TimeSpan Accepting, TimeSpan Processing, TimeSpan Visible);

    /// <summary>All in one process.</summary>
    public static async Task Standalone()
    {
        await using var data = new DataDirectory();
        await using var platform = await StandaloneProcess.Start(["--data", data.Path]);
        await Measure(platform.Client);
        await platform.Stop();
    }

    /// <summary>Three services over RabbitMQ.</summary>
    public static async Task Apart()
    {
        await using var platform = await ApartPlatform.Start(new ApartOptions(Replicas: 1));
        await Measure(platform.Client);
    }

    private static async Task Measure(PlatformClient client)
    {
        var small = new List<Latency>();
        for (var i = 0; i < WarmUp + SmallScans; i++)
        {
            small.Add(await Small(client, i));
        }
        var (fresh, same) = (new List<Latency>(), new List<Latency>());
        for (var round = 0; round < 1 + Rounds; round++)
        {
            var service = $"large-{round}";
            fresh.Add(await Large(client, service, Start));
            same.Add(await Large(client, service, Start.AddDays(1)));
        }
        Console.WriteLine("| milliseconds: p50, p95 | sent → 202 | 202 → processed | 202 → visible in /v1/kpis |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Print($"one small scan (of {SmallScans})", small.Skip(WarmUp));
        Print($"SARIF, {Results} new results (of {Rounds})", fresh.Skip(1));
        Print($"the same results again (of {Rounds})", same.Skip(1));
    }

    /// <summary>A scan with one result; each goes to a service that has one more finding after it.</summary>
    private static Task<Latency> Small(PlatformClient client, int number)
    {
        var scan = Events.Scan($"{number}", Start.AddMinutes(number), "small", "trivy", Events.Dependency($"CVE-2026-{number}", "pkg:npm/lodash@4.17.20"));
        scan["data"]!["complete"] = false;   // so the ones before stay open
        return Measure(client, "small", number + 1, LookForSmall, () => client.Post(scan));
    }

    private static Task<Latency> Large(PlatformClient client, string service, DateTimeOffset at)
    {
        var report = Events.Sarif("codeql", at, Enumerable.Range(0, Results).Select(i => ($"js/rule-{i % 50}", $"src/module-{i / 50}/file.js", i)));
        return Measure(client, service, Results, LookForLarge, () => client.PostSarif($"service={service}", report));
    }

    private static async Task<Latency> Measure(PlatformClient client, string service, int open, TimeSpan look, Func<Task<Answer>> send)
    {
        var clock = Stopwatch.StartNew();
        var answer = await send();
        var accepted = clock.Elapsed;
        await client.Processed(answer.Id, look);
        var processed = clock.Elapsed;
        await Eventually.Be(() => Open(client, service), seen => seen == open, look);
        return new(accepted, processed - accepted, clock.Elapsed - accepted);
    }

    private static async Task<int> Open(PlatformClient client, string service) =>
        (await client.Get($"/v1/kpis?service={service}")).Body["backlog"] is JsonArray backlog ? backlog.Sum(row => (int)row!["open"]!) : 0;

    private static void Print(string what, IEnumerable<Latency> measured)
    {
        var all = measured.ToList();
        Console.WriteLine($"| {what} | {Quantiles.Of(all.Select(l => l.Accepting))} | {Quantiles.Of(all.Select(l => l.Processing))} | {Quantiles.Of(all.Select(l => l.Visible))} |");
    }
}
