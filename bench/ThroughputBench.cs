using System.Globalization;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Bench;

/// <summary>Findings a second from the first byte sent until the KPIs show the last: new ones, a rescan that changes nothing, one that changes 1 %.</summary>
internal static class ThroughputBench
{
    private const int Services = 20;
    private const int Results = 5_000;
    private const int Rescans = 3;

    public static async Task Run()
    {
        var load = new ScanLoad(Services, Results);
        await using var data = new DataDirectory();
        await using var platform = await StandaloneProcess.Start(["--data", data.Path]);
        await ScanLoad.Send(platform.Address, new ScanLoad(2, 1_000).Round(0));   // the compiler's work
        Console.WriteLine($"{Services} services, {Results} results a report, 4 senders");
        Console.WriteLine("| reports | findings | seconds | findings/s |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Print("new", load.Findings, await ScanLoad.Send(platform.Address, load.Round(1)));
        var unchanged = new List<(string, byte[])>();
        var changed = new List<(string, byte[])>();
        for (var i = 0; i < Rescans; i++)
        {
            unchanged.AddRange(load.Round(2 + i));
            changed.AddRange(load.Round(2 + Rescans + i, Results / 100));
        }
        Print("unchanged", load.Findings * Rescans, await ScanLoad.Send(platform.Address, unchanged));
        Print("1 % changed", load.Findings * Rescans, await ScanLoad.Send(platform.Address, changed));
        await platform.Stop();
    }

    private static void Print(string what, long findings, TimeSpan took) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {findings:N0} | {took.TotalSeconds:0.0} | {findings / took.TotalSeconds:N0} |"));
}
