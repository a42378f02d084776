using System.Globalization;
using MetricsPlatform.Bench.Bare;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench;

/// <summary>
/// Findings a second from the first byte sent until the KPIs show the last: new ones, a rescan that changes nothing, one that changes 1 %.
/// Beside them the same bytes on a bare path: HTTP, RabbitMQ, one table.
/// </summary>
internal static class ThroughputBench
{
    private const int Services = 20;
    private const int Results = 5_000;
    private const int Rescans = 3;
    private const int WarmUp = 2;
    private static readonly ScanLoad Load = new(Services, Results);

    /// <summary>All in one process.</summary>
    public static async Task Standalone()
    {
        await using var data = new DataDirectory();
        await using var platform = await StandaloneProcess.Start(["--data", data.Path]);
        Describe("Standalone");
        await Measure(platform.Client, bare: null);
        await platform.Stop();
    }

    /// <summary>Three services over RabbitMQ.</summary>
    public static async Task Apart(int replicas, int ofCorrelation)
    {
        double bare;
        await using (var path = await BarePath.Start())
        {
            await path.Send(new ScanLoad(2, 1_000).Round(0));
            bare = Load.Findings / (await path.Send(Load.Round(1))).TotalSeconds;
        }
        await using var platform = await ApartPlatform.Start(new ApartOptions(Replicas: replicas) { OfCorrelation = ofCorrelation });
        Describe($"Three services over RabbitMQ, replicas of each: {replicas}, of Correlation {ofCorrelation}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| bare path | {Load.Findings:N0} | {Load.Findings / bare:0.0} | {bare:N0} | 1 |"));
        await Measure(platform.Client, bare);
    }

    private static async Task Measure(PlatformClient client, double? bare)
    {
        // Until the compiler has seen, and seen often, what the clock shall see.
        for (var round = 1; round <= WarmUp; round++)
        {
            var other = new ScanLoad(Services, Results + round);
            await ScanLoad.Send(client, [.. other.Round(0), .. other.Round(1, changed: 100)]);
        }
        Print("new", Load.Findings, await ScanLoad.Send(client, Load.Round(1)), bare);
        var unchanged = new List<Report>();
        var changed = new List<Report>();
        for (var i = 0; i < Rescans; i++)
        {
            unchanged.AddRange(Load.Round(2 + i));
            changed.AddRange(Load.Round(2 + Rescans + i, Results / 100));
        }
        Print("unchanged", Load.Findings * Rescans, await ScanLoad.Send(client, unchanged), bare);
        Print("1 % changed", Load.Findings * Rescans, await ScanLoad.Send(client, changed), bare);
    }

    private static void Describe(string form)
    {
        Console.WriteLine($"{form}; {Services} services, {Results} results a report, {ScanLoad.Senders} senders");
        Console.WriteLine("| reports | findings | seconds | findings/s | of the bare path |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
    }

    private static void Print(string what, long findings, TimeSpan took, double? bare)
    {
        var rate = findings / took.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {findings:N0} | {took.TotalSeconds:0.0} | {rate:N0} | {rate / bare:0.00} |"));
    }
}
