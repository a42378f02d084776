using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench.Faults;

/// <summary>Each fault many times while events stream in and work is pending; prints a table.</summary>
internal static class FaultBench
{
    private const int Hurried = 150;
    private const int CalmBatch = 300;

    /// <param name="Pending">Events that were accepted and not processed when it struck.</param>
    /// <param name="Recovery">From its end until all that was accepted before is processed and every replica is ready.</param>
    private sealed record Strike(int Pending, TimeSpan Recovery);

    /// <param name="Lost">Acknowledged events that are not processed in the end.</param>
    /// <param name="Doubled">Events that are in the history more than once.</param>
    /// <param name="Difference">The first figure that an undisturbed run of the same events gives otherwise; null: none.</param>
    private sealed record Result(string Row, IReadOnlyList<Strike> Strikes, int Accepted, int Lost, int Doubled, string? Difference);

    /// <returns>Exit code: 1 when something was lost or doubled or a figure differs.</returns>
    public static async Task<int> Run(int times, HostPrograms programs, IEnumerable<FaultRow> rows)
    {
        Console.WriteLine("| fault | times | accepted | lost | doubled | pending when it struck | seconds to recover, median (max) | figures same |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        var good = true;
        foreach (var row in rows)
        {
            try
            {
                var result = await Run(row, times, programs);
                Console.WriteLine(Line(result));
                good &= result is { Lost: 0, Doubled: 0, Difference: null };
            }
            catch (TimeoutException e)
            {
                Console.WriteLine($"| {row.Name} | it did not recover by itself |");
                await Console.Error.WriteLineAsync(e.Message);
                good = false;
            }
        }
        return good ? 0 : 1;
    }

    private static async Task<Result> Run(FaultRow row, int times, HostPrograms programs)
    {
        await using var platform = await FaultPlatform.Start(programs, row.Environment);
        try
        {
            return await Run(row, times, platform);
        }
        catch (TimeoutException)
        {
            foreach (var pending in await platform.Stuck())
            {
                await Console.Error.WriteLineAsync(pending);
            }
            await Tell(platform.Parts.All);
            await Console.Error.WriteLineAsync($"RabbitMQ said:\n{await platform.Parts.Rabbit.Log()}");
            throw;
        }
        catch (InvalidOperationException)
        {
            await Tell(platform.Parts.Ingestion);   // why it answered as it may not
            throw;
        }
    }

    private static async Task Tell(IEnumerable<Replica> replicas)
    {
        foreach (var replica in replicas)
        {
            await Console.Error.WriteLineAsync($"{replica.Address} said:\n{replica.Output}");
        }
    }

    private static async Task<Result> Run(FaultRow row, int times, FaultPlatform platform)
    {
        await using var load = new SteadyLoad(platform.Parts.Client, "live");
        var strikes = new List<Strike>();
        for (var i = 0; i < times; i++)
        {
            strikes.Add(await Strikes(row, platform, load, i));
            await Console.Error.WriteLineAsync($"{row.Name} {i + 1}: {strikes[^1].Pending} pending, recovered in {strikes[^1].Recovery.TotalSeconds:0.0} s");
        }
        var events = await load.Stop();
        await platform.Recovered(DateTimeOffset.MaxValue);
        var processed = (await platform.Query<string>("Ingestion", "select event_id from ingestion.item where status = 'processed' and source = '/live'")).ToHashSet(StringComparer.Ordinal);
        var lost = load.Acknowledged.Count(number => !processed.Contains($"{number}"));
        return new Result(row.Name, strikes, load.Acknowledged.Count, lost, await Doubled(platform), await Difference(platform, events));
    }

    private static async Task<Strike> Strikes(FaultRow row, FaultPlatform platform, SteadyLoad load, int times)
    {
        int pending;
        load.Hurry(Hurried);
        do
        {
            pending = await platform.Pending();
        }
        while (pending == 0);
        var before = DateTimeOffset.UtcNow;
        await row.Inject(platform, times);
        var recovering = Stopwatch.StartNew();
        await platform.Recovered(before);
        return new Strike(pending, recovering.Elapsed);
    }

    private static async Task<int> Doubled(FaultPlatform platform) => (await platform.Query<int>("Correlation",
        """
        select count(*)::int from (
          select 1 from correlation.mt_events where type = 'revision_made' and data ->> 'source' is not null
          group by data ->> 'source', data ->> 'id' having count(*) > 1) twice
        """))[0];

    /// <summary>Sends the same events again, as those of other services and without a fault, and compares the figures that each replica of Kpi shows.</summary>
    private static async Task<string?> Difference(FaultPlatform platform, int events)
    {
        var calm = new List<Guid>();
        foreach (var batch in Enumerable.Range(0, events).Chunk(CalmBatch))
        {
            calm.Add((await platform.Parts.Client.PostBatch(batch.Select(number => LoadEvents.At(number, "calm")))).Id);
        }
        foreach (var submission in calm)
        {
            await platform.Parts.Client.Processed(submission);
        }
        foreach (var (service, at) in Enumerable.Range(0, LoadEvents.Services).SelectMany(_ => LoadEvents.Instants(events), (service, at) => (service, at)))
        {
            var expected = Figures(await platform.Parts.Client.Kpis(at, service: LoadEvents.Service(service, "calm")));
            foreach (var replica in platform.Parts.Kpi)
            {
                if (KpiAssert.FirstDifference(expected, await replica.Client.Kpis(at, service: LoadEvents.Service(service, "live"))) is { } figure)
                {
                    return $"service {service} at {at:O}: {figure}";
                }
            }
        }
        return null;
    }

    /// <summary>All but whose they are.</summary>
    private static JsonElement Figures(JsonElement kpis)
    {
        var figures = JsonObject.Create(kpis)!;
        figures.Remove("scope");
        return JsonSerializer.SerializeToElement(figures);
    }

    private static string Line(Result result)
    {
        var recovered = result.Strikes.Select(s => s.Recovery.TotalSeconds).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {result.Row} | {result.Strikes.Count} | {result.Accepted} | {result.Lost} | {result.Doubled} | {result.Strikes.Min(s => s.Pending)} to {result.Strikes.Max(s => s.Pending)} | {recovered[recovered.Count / 2]:0.0} ({recovered[^1]:0.0}) | {(result.Difference is null ? "yes" : $"no: {result.Difference}")} |");
    }
}
