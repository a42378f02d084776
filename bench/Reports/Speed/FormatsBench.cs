using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Bench.Reports.Speed;

/// <summary>What reading a large report of each format costs, and whether memory grows with it; each report in a process of its own. Prints a table.</summary>
internal static class FormatsBench
{
    private const int Small = 10;
    private const int Large = 50;
    private const long HeapLimit = 160L << 20;

    /// <summary>Peaks of two processes that do the same differ by so much.</summary>
    private const long Noise = 12L << 20;

    /// <returns>Exit code: 1 when a report was not read, or memory grew with it.</returns>
    public static int Run(IReadOnlyList<string> formats)
    {
        Console.WriteLine("MB and results a second of one processor");
        Console.WriteLine($"| format | MB/s | results/s | peak at {Small} MB, MB | peak at {Large} MB, MB | |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        return formats.Select(Row).ToList().TrueForAll(good => good) ? 0 : 1;
    }

    /// <summary>The child.</summary>
    public static void RunOne(string format, int megabytes)
    {
        var big = BigReport.Of(format);
        BigReport.Read(big.Stream(500_000), format);   // what is compiled only when it is called is not what is measured
        using var report = big.Stream(megabytes * 1_000_000L);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var (results, refused) = (0, (string?)null);
        try
        {
            results = BigReport.Read(report, format);
        }
        catch (UnreadablePayloadException unreadable)
        {
            refused = unreadable.Message;
        }
        self.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new FormatSpeed(report.Length, results, self.TotalProcessorTime - before, ProcessMemory.Peak(), refused)));
    }

    private static bool Row(string format)
    {
        var (small, smallError) = One(format, Small);
        var (large, largeError) = One(format, Large);
        if (small is null || large is null)
        {
            Console.WriteLine($"| {format} | | | | | **not read** |");
            Console.Error.WriteLine($"{format}: {smallError}{largeError}");
            return false;
        }
        if (large.Refused is { } refused && small.Refused is null)
        {
            Console.WriteLine(Row(format, small, small.Peak, large.Peak, $"at {Large} MB refused: {refused}"));
            return true;
        }
        var grows = large.Peak > small.Peak + Noise;
        Console.WriteLine(Row(format, large, small.Peak, large.Peak, grows ? "**grows**" : ""));
        return !grows;
    }

    private static string Row(string format, FormatSpeed measured, long small, long large, string remark) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {format} | {measured.Bytes / 1e6 / measured.Time.TotalSeconds:0} | {measured.Results / measured.Time.TotalSeconds:0} | {small >> 20} | {large >> 20} | {remark} |");

    private static (FormatSpeed? Speed, string Error) One(string format, int megabytes) =>
        ChildProcess.Run<FormatSpeed>(HeapLimit, "formats-one", format, megabytes.ToString(CultureInfo.InvariantCulture));
}
