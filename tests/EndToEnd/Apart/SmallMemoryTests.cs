using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>Correlation keeps what its memory has room for, however large a result is and whatever room it was told to have.</summary>
public sealed class SmallMemoryTests
{
    [Fact]
    public async Task Histories_larger_than_the_memory_of_Correlation_are_let_go_and_read_again()
    {
        var options = new ApartOptions(Replicas: 1)
        {
            Environment = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x9000000" },   // 144 MiB; the histories of all these would be 190 MB
        };
        var load = new ScanLoad(services: 100, results: 1_000);
        await using var platform = await ApartPlatform.Start(options);
        var process = platform.Correlation[0].ProcessId;

        await ScanLoad.Send(platform.Client, load.Round(0));
        await ScanLoad.Send(platform.Client, [.. load.Round(1).Take(10)]);   // of services that were let go

        Assert.Equal((process, true), (platform.Correlation[0].ProcessId, platform.Correlation[0].IsRunning));
        Assert.InRange(await platform.Correlation[0].Gauge("devsecops_results_cached"), 1, load.Findings - 1);
        var kpis = await platform.Client.Kpis(DateTimeOffset.UtcNow);
        Assert.Equal(load.Findings, kpis.GetProperty("backlog").EnumerateArray().Sum(severity => severity.GetProperty("open").GetInt64()));
    }
}
