using System.Diagnostics;
using System.Globalization;
using MetricsPlatform.Bench.Faults;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Npgsql;

namespace MetricsPlatform.Bench;

/// <summary>
/// A day of load in a few minutes, three services over RabbitMQ: whether latency, memory and tables are at the end what they were at the start.
/// </summary>
internal static class DayBench
{
    private const int Slices = 12;
    private const int Hours = 24;
    private const int Senders = 8;
    private const int EventsAnHour = 120;

    /// <summary>Between two looks at whether something is processed, and two of who reads.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Scrape = TimeSpan.FromSeconds(1);

    /// <summary>A service is built every hour.</summary>
    private static readonly ScanLoad Builds = new(services: 100, results: 200);

    /// <summary>The first four hours are the night.</summary>
    private static readonly ScanLoad Nightly = new(services: 48, results: 2_000);

    /// <param name="Due">Of the day that is compressed.</param>
    private sealed record Sending(TimeSpan Due, Func<PlatformClient, Task<Answer>> Send);

    /// <param name="Processing">Sent → processed, of each.</param>
    /// <param name="Late">How long after it was due the last of them was sent.</param>
    private sealed record Slice(IReadOnlyList<TimeSpan> Processing, TimeSpan Late);

    /// <param name="minutes">Of the clock for the 24 hours.</param>
    public static async Task Run(int minutes)
    {
        await using var platform = await ApartPlatform.Start(new ApartOptions(Replicas: 1));
        Console.WriteLine($"{Hours} hours in {minutes} minutes: {Builds.Findings} results every hour, {Nightly.Findings} in the first four hours, {EventsAnHour} events an hour");
        Console.WriteLine("| until hour | sent → processed, ms, p50, p95 | late, s | `/v1/kpis`, ms, p50, p95 | memory, MB: Ingestion, Correlation, Kpi | databases, MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        var tables = new List<IReadOnlyDictionary<string, long>>();
        var clock = Stopwatch.StartNew();
        for (var slice = 1; slice <= Slices; slice++)
        {
            using var over = new CancellationTokenSource();
            var reading = Read(platform, over.Token);
            var sent = await Send(platform.Client, OfSlice(slice - 1), clock, minutes);
            await over.CancelAsync();
            var (read, disk) = (await reading, await Disk(platform));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {slice * Hours / Slices} | {Quantiles.Of(sent.Processing, "0")} | {sent.Late.TotalSeconds:0.0} | {Quantiles.Of(read, "0")} | {Memory(platform)} | {disk} |"));
            tables.Add(await Rows(platform));
        }
        Print(tables);
    }

    private static IEnumerable<Sending> OfSlice(int slice)
    {
        var hours = Hours / Slices;
        return Enumerable.Range(slice * hours, hours).SelectMany(OfHour).OrderBy(sending => sending.Due);
    }

    private static IEnumerable<Sending> OfHour(int hour)
    {
        var builds = Builds.Round(hour, changed: 2);
        var nightly = hour < 4 ? Nightly.Round(0).Skip(hour * 12).Take(12).ToList() : [];
        return Spread(builds.Count, i => Post(builds[i])).Concat(Spread(nightly.Count, i => Post(nightly[i])))
            .Concat(Spread(EventsAnHour, i => client => client.Post(LoadEvents.At((hour * EventsAnHour) + i, "day"))));

        IEnumerable<Sending> Spread(int count, Func<int, Func<PlatformClient, Task<Answer>>> send) =>
            Enumerable.Range(0, count).Select(i => new Sending(TimeSpan.FromHours(hour + ((double)i / count)), send(i)));

        static Func<PlatformClient, Task<Answer>> Post(Report report) => client => client.Post($"/v1/scans?{report.Query}", "application/sarif+json", report.Body);
    }

    private static async Task<Slice> Send(PlatformClient client, IEnumerable<Sending> sendings, Stopwatch clock, int minutes)
    {
        var processing = new List<TimeSpan>();
        var late = TimeSpan.Zero;
        await Parallel.ForEachAsync(sendings, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (sending, ct) =>
        {
            var wait = (sending.Due * (minutes / (Hours * 60.0))) - clock.Elapsed;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, ct);
            var own = Stopwatch.StartNew();
            var answer = await sending.Send(client);
            await client.Processed(answer.Id, Look);
            lock (processing)
            {
                processing.Add(own.Elapsed);
                late = wait < -late ? -wait : late;
            }
        });
        return new(processing, late);
    }

    /// <summary>Reads figures and scrapes every service, as people and Prometheus do.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> Read(ApartPlatform platform, CancellationToken over)
    {
        var took = new List<TimeSpan>();
        while (!over.IsCancellationRequested)
        {
            var own = Stopwatch.StartNew();
            await platform.Client.Get("/v1/kpis");
            took.Add(own.Elapsed);
            foreach (var replica in platform.All)
            {
                await replica.Client.Text("/metrics");
            }
            await Task.Delay(Scrape, CancellationToken.None);
        }
        return took;
    }

    private static string Memory(ApartPlatform platform) => string.Join(", ", platform.All.Select(r => $"{Process.GetProcessById(r.ProcessId).WorkingSet64 / 1_000_000}"));

    private static async Task<string> Disk(ApartPlatform platform)
    {
        var sizes = await Task.WhenAll(platform.Databases.Values.Select(database => Ask(database, "select '', pg_database_size(current_database())")));
        return string.Join(", ", sizes.Select(size => $"{size[""] / 1_000_000}"));
    }

    /// <summary>Rows of every table of the three services.</summary>
    private static async Task<IReadOnlyDictionary<string, long>> Rows(ApartPlatform platform)
    {
        const string Counted = """
            select format('%s.%s', n.nspname, c.relname), (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', n.nspname, c.relname), false, true, '')))[1]::text::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
            """;
        var all = await Task.WhenAll(platform.Databases.Select(async database => (database.Key, Tables: await Ask(database.Value, Counted))));
        return all.SelectMany(one => one.Tables.Select(table => (Name: $"{one.Key}: {table.Key}", table.Value))).ToDictionary(table => table.Name, table => table.Value);
    }

    private static async Task<Dictionary<string, long>> Ask(string connection, string sql)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new Dictionary<string, long>();
        while (await rows.ReadAsync())
        {
            values.Add(rows.GetString(0), rows.GetInt64(1));
        }
        return values;
    }

    private static void Print(List<IReadOnlyDictionary<string, long>> tables)
    {
        int[] shown = [Slices / 4, Slices / 2, Slices];
        Console.WriteLine();
        Console.WriteLine($"| rows of | {string.Join(" | ", shown.Select(slice => $"hour {slice * Hours / Slices}"))} |");
        Console.WriteLine($"| --- |{string.Concat(shown.Select(_ => " --- |"))}");
        foreach (var table in tables[^1].Keys.Order(StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {table} | {string.Join(" | ", shown.Select(slice => tables[slice - 1].GetValueOrDefault(table)))} |"));
        }
    }
}
