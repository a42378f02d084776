using System.Diagnostics;
using System.Globalization;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Reports;
using MetricsPlatform.Kpi.States;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Npgsql;

namespace MetricsPlatform.Bench.Kpi;

/// <summary>What findings cost Kpi: to evaluate, to hold, to read at a start, to fill from nothing and to rebuild, at several sizes.</summary>
internal static class KpiBench
{
    private static readonly HttpClient Scraper = new();

    public static async Task Run(IReadOnlyList<int> sizes)
    {
        await using var postgres = new PostgresFixture();
        await postgres.InitializeAsync();
        var measured = new List<KpiFigures>();
        foreach (var size in sizes)
        {
            measured.Add(await Measure(new Population(size), postgres));
            Console.Error.WriteLine($"{size:N0} done");
        }
        KpiFigures.Write(Console.Out, measured);
    }

    private static async Task<KpiFigures> Measure(Population population, PostgresFixture postgres)
    {
        var (bytes, evaluation) = await Held(population);
        var database = await postgres.CreateDatabase();
        var clock = Stopwatch.StartNew();
        TimeSpan caughtUp, rebuilt, slowest;
        await using (var kpi = await KpiInside.Start(database, population))
        {
            caughtUp = clock.Elapsed;
            (rebuilt, slowest) = await Rebuild(kpi.Client);
        }
        var disk = await Disk(database);
        clock.Restart();
        await using var again = await KpiInside.Start(database, population);
        var started = clock.Elapsed;
        var client = again.Client;
        var first = (string)(await client.Get("/v1/findings?limit=1")).Body["items"]![0]!["id"]!;
        return new KpiFigures(population.Findings, population.Services.Count)
        {
            BytesHeld = bytes, BytesOnDisk = disk, Evaluation = evaluation, CaughtUp = caughtUp, Rebuilt = rebuilt, SlowestWhileRebuilt = slowest, Started = started,
            Scrape = await Median(() => Scraped(again.Address)),
            Kpis = await Median(() => client.Get("/v1/kpis")),
            Services = await Median(() => client.Get("/v1/services")),
            Open = await Median(() => client.Get("/v1/findings?limit=100")),
            OpenOfOne = await Median(() => client.Get($"/v1/findings?limit=100&service={population.Services[0].Name}")),
            Finding = await Median(() => client.Get($"/v1/findings/{first}")),
        };
    }

    /// <returns>Bytes that the states take in memory, and how long the whole board takes over them.</returns>
    private static async Task<(long Bytes, TimeSpan Evaluation)> Held(Population population)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var states = new ServiceMap();
        foreach (var part in population.Services.SelectMany(s => s.Parts(since: 0, revision: 1)))
        {
            states.Apply(part, FindingBatch.Of(part));
        }
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var services = states.All.Select(s => s.Facts).ToList();
        var evaluation = await Median(() => Task.FromResult(KpiBoard.Of(services, population.Catalogue, MadeService.Now)));
        return (bytes, evaluation);
    }

    /// <summary>Reads all of it and keeps nothing: a string of these megabytes would cost this process more than they cost Kpi.</summary>
    private static async Task<int> Scraped(Uri address)
    {
        using var response = await Scraper.GetAsync(new Uri(address, "metrics"), HttpCompletionOption.ResponseHeadersRead);
        await response.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null);
        return (int)response.StatusCode;
    }

    /// <returns>How long it takes, and the slowest answer of /v1/kpis meanwhile.</returns>
    public static async Task<(TimeSpan Rebuilt, TimeSpan Slowest)> Rebuild(PlatformClient client)
    {
        var (clock, slowest) = (Stopwatch.StartNew(), TimeSpan.Zero);
        await client.Post("/v1/kpi/rebuild", "application/json", "");
        while ((string?)(await client.Get("/v1/kpi/rebuild")).Body["state"] != "done")
        {
            var asked = clock.Elapsed;
            await client.Get("/v1/kpis");
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, (clock.Elapsed - asked).Ticks));
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
        return (clock.Elapsed, slowest);
    }

    private static async Task<long> Disk(string database)
    {
        await using var connection = NpgsqlDataSource.Create(database);
        // What PostgreSQL does by itself soon after so many rows; while it does, a start shares the processors with it.
        await using (var vacuum = connection.CreateCommand("vacuum analyze"))
        {
            vacuum.CommandTimeout = 0;
            await vacuum.ExecuteNonQueryAsync();
        }
        await using var size = connection.CreateCommand(
            "select sum(pg_total_relation_size(c.oid))::bigint from pg_class c where relnamespace = 'kpi'::regnamespace and relkind = 'r' and relname in ('finding', 'service', 'service_part', 'scan')");
        return (long)(await size.ExecuteScalarAsync())!;
    }

    /// <summary>Of 31 runs, after 5 that warm up.</summary>
    private static async Task<TimeSpan> Median<T>(Func<Task<T>> run)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < 36; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await run();
            times.Add(Stopwatch.GetElapsedTime(started));
        }
        return times.Skip(5).Order().ElementAt(15);
    }
}
