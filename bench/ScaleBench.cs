using System.Diagnostics;
using System.Globalization;
using MetricsPlatform.Bench.Kpi;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Npgsql;

namespace MetricsPlatform.Bench;

/// <summary>
/// Many findings of many services through all three services over RabbitMQ: what the first load costs as it grows, how long each service takes to start with
/// it and Kpi to rebuild, what rescans of all of it do, and how soon what is asked and sent meanwhile is answered.
/// </summary>
internal static class ScaleBench
{
    private const int Steps = 10;
    private const int Questions = 5;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static int asked;

    public static async Task Run(int findings, int services, HostPrograms programs)
    {
        await using var platform = await ApartPlatform.Start(new ApartOptions(Replicas: 1) { Programs = programs });
        var load = new ScanLoad(services, findings / services);
        Console.WriteLine($"{load.Findings:N0} findings of {services:N0} services, {ScanLoad.Senders} senders; `Correlation__CachedResults`: {Environment.GetEnvironmentVariable("Correlation__CachedResults") ?? "as it is"}");
        Head();
        var step = load.Findings / Steps;
        foreach (var (i, reports) in load.Round(0).Chunk(Math.Max(1, services / Steps)).Index())
        {
            await Show(platform, $"{step * (i + 1):N0} new", step, await ScanLoad.Send(platform.Client, reports));
        }
        Console.WriteLine();
        Console.WriteLine("| with all of it | seconds | memory, MB |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var (name, replica) in new[] { ("Ingestion", platform.Ingestion[0]), ("Correlation", platform.Correlation[0]), ("Kpi", platform.Kpi[0]) })
        {
            await replica.Stop();
            var clock = Stopwatch.StartNew();
            replica.Start();
            await Ready(replica);
            Show($"{name} stopped and started, until it is ready", clock.Elapsed, replica);
        }
        var (rebuilt, slowest) = await KpiBench.Rebuild(platform.Kpi[0].Client);
        Show($"Kpi's read models rebuilt; `/v1/kpis` meanwhile at most {slowest.TotalSeconds:0.0} s", rebuilt, platform.Kpi[0]);
        Console.WriteLine();
        Head();
        await Show(platform, "all again, unchanged", load.Findings, await ScanLoad.Send(platform.Client, load.Round(1)));
        await Show(platform, "all again, 1 % changed", load.Findings, await ScanLoad.Send(platform.Client, load.Round(2, findings / services / 100)));
        await Show(platform, "and once more", load.Findings, await ScanLoad.Send(platform.Client, load.Round(3, findings / services / 100)));
    }

    private static void Head()
    {
        Console.WriteLine("| | seconds | findings/s | a small scan, visible after, ms | `/v1/kpis`, ms | `/metrics` of Kpi, ms | memory, MB: Ingestion, Correlation, Kpi | databases, MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    private static void Show(string what, TimeSpan took, Replica replica) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {took.TotalSeconds:0.0} | {Megabytes(replica)} |"));

    private static async Task Show(ApartPlatform platform, string what, long findings, TimeSpan took)
    {
        var small = new List<TimeSpan>();
        for (var i = 0; i < Questions; i++)
        {
            small.Add(await ScanLoad.Send(platform.Client, new ScanLoad(1, 2).Round(asked++), Look));
        }
        var (kpis, page) = (await Times(() => platform.Client.Get("/v1/kpis")), await Times(() => platform.Kpi[0].Client.Text("/metrics")));
        var disk = await Task.WhenAll(platform.Databases.Values.Select(Disk));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {took.TotalSeconds:0} | {findings / took.TotalSeconds:N0} | {Middle(small)} | {Middle(kpis)} | {Middle(page)} | {string.Join(", ", platform.All.Select(Megabytes))} | {string.Join(", ", disk)} |"));
    }

    private static async Task<List<TimeSpan>> Times(Func<Task> question)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Questions; i++)
        {
            var clock = Stopwatch.StartNew();
            await question();
            times.Add(clock.Elapsed);
        }
        return times;
    }

    private static async Task Ready(Replica replica)
    {
        while (true)
        {
            try
            {
                await replica.Ready();
                return;
            }
            catch (TimeoutException)
            {
                // With as much as this it may take longer than a test would wait.
            }
        }
    }

    private static string Middle(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    private static long Megabytes(Replica replica) => Process.GetProcessById(replica.ProcessId).WorkingSet64 / 1_000_000;

    private static async Task<long> Disk(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var size = database.CreateCommand("select pg_database_size(current_database())");
        return (long)(await size.ExecuteScalarAsync())! / 1_000_000;
    }
}
