using System.Globalization;

namespace MetricsPlatform.Bench.Reports.Fuzz;

/// <summary>Hostile reports of every format, each format in a process of its own with little memory; prints a table.</summary>
internal static class FuzzBench
{
    /// <summary>A child has this much memory in all; what of it the heap may have leaves room for the runtime.</summary>
    private const long MemoryLimit = 256L << 20;
    private const long HeapLimit = 160L << 20;

    /// <returns>Exit code: 1 when a child crashed, hung, was larger than it may be, or an input ended otherwise than it may.</returns>
    public static int Run(int inputs, IReadOnlyList<string> formats)
    {
        Console.WriteLine("| format | inputs | refused | read | as gzip | longest, ms | peak memory, MB | faults |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        var tallies = formats.Select(format => Child(format, inputs)).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| all {formats.Count} | {tallies.Sum(t => t.Tried)} | {tallies.Sum(t => t.Refused)} | {tallies.Sum(t => t.Read)} | {tallies.Sum(t => t.Zipped)} | {tallies.Max(t => t.Longest).TotalMilliseconds:0} | {tallies.Max(t => t.PeakMemory) >> 20} | {tallies.Sum(t => t.Faults.Count)} |"));
        return tallies.TrueForAll(t => t.Faults.Count == 0) ? 0 : 1;
    }

    private static FuzzTally Child(string format, int inputs)
    {
        var (told, error) = ChildProcess.Run<FuzzTally>(HeapLimit, "fuzz-one", format, inputs.ToString(CultureInfo.InvariantCulture));
        var tally = told ?? new FuzzTally(0, 0, 0, 0, TimeSpan.Zero, 0, [error]);
        if (tally.PeakMemory > MemoryLimit)
        {
            tally = tally with { Faults = [.. tally.Faults, "more memory than it may have"] };
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {format} | {tally.Tried} | {tally.Refused} | {tally.Read} | {tally.Zipped} | {tally.Longest.TotalMilliseconds:0} | {tally.PeakMemory >> 20} | {tally.Faults.Count} |"));
        foreach (var fault in tally.Faults)
        {
            Console.Error.WriteLine($"{format}: {fault}");
        }
        return tally;
    }
}
