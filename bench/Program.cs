using System.Globalization;
using MetricsPlatform.Bench;
using MetricsPlatform.Bench.Faults;
using MetricsPlatform.Bench.Kpi;
using MetricsPlatform.Bench.Reports.Fuzz;
using MetricsPlatform.Bench.Reports.Samples;
using MetricsPlatform.Bench.Reports.Speed;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.EndToEnd.Crash;
using MetricsPlatform.Tests.EndToEnd.Driver;

const string Usage = """
    Usage: dotnet run --project bench -c Release -- VERB

      crash [KILLS [PLACE]]   kill -9 of the platform while a long case loads, KILLS times (default 20) at each of its fault points, or at one
      faults [TIMES] [SECONDSs] [--programs PLACE] [--others PLACE] [FAULT ...]
                              two replicas of each service over RabbitMQ: each fault TIMES times (default 20) under load, or only those named;
                              what is stopped stays away for SECONDS (default 60s). --programs PLACE: runs those in a folder, or what a program starts
                              that is given a service's name; --others PLACE: rolls out another version and back; docs/reliability.md tells more
      latency [apart]         from acceptance to the figures: small scans, a report of 10,000 new results, the same again; in one process or over RabbitMQ
      throughput [REPLICAS [CORRELATION]]
                              findings a second over RabbitMQ (replicas of each service, default 1, and of Correlation): new, unchanged, 1 % changed;
                              beside a bare path
      throughput standalone   the same in one process
      growth                  memory and disk of each service for 100,000 findings, and what 10 rescans add
      day [MINUTES]           24 hours of load in so many minutes (default 20): latency, memory, disk and rows of every table, every two hours
      scale [SIZE SERVICES] [--programs PLACE]
                              so many findings of so many services (default 5m 2000) through all three services: the first load as it grows, starts, a rebuild, rescans;
                              --programs as above
      samples [FOLDER]        reads a folder of real reports (INDEX.tsv, GOLDEN) and compares what is read with what another parser reads
      fuzz [N] [FORMAT ...]   N hostile reports (default 20000) of each format, or of those named, each format in a process with 256 MB
      formats [FORMAT ...]    MB and results a second for a large report of each format, or of those named, and memory at 5 and at 50 MB
      kpi [SIZE ...]          what findings cost Kpi at each size (default 10k 100k 1m): figures, answers, start, catch-up, rebuild, memory, disk
      pages                   how soon Chromium paints each page with 100,000 findings
    """;

switch (args)
{
    case ["crash"]:
        return await CrashBench.Run(20, CrashLoad.Places);
    case ["crash", var kills] when Count(kills) is { } count:
        return await CrashBench.Run(count, CrashLoad.Places);
    case ["crash", var kills, var place] when Count(kills) is { } count && CrashLoad.Places.Contains(place):
        return await CrashBench.Run(count, [place]);
    case ["faults", .. var rest] when Faults(rest) is { } faults:
        return await FaultBench.Run(faults.Times, faults.Programs, faults.Rows);
    case ["throughput"]:
        await ThroughputBench.Apart(1, 1);
        return 0;
    case ["throughput", "standalone"]:
        await ThroughputBench.Standalone();
        return 0;
    case ["throughput", var replicas] when Count(replicas) is { } count:
        await ThroughputBench.Apart(count, count);
        return 0;
    case ["throughput", var replicas, var correlation] when (Count(replicas), Count(correlation)) is ({ } count, { } ofCorrelation):
        await ThroughputBench.Apart(count, ofCorrelation);
        return 0;
    case ["scale", .. var rest] when Scale(rest) is { } scale:
        await ScaleBench.Run(scale.Findings, scale.Services, scale.Programs);
        return 0;
    case ["growth"]:
        await GrowthBench.Run();
        return 0;
    case ["day"]:
        await DayBench.Run(20);
        return 0;
    case ["day", var minutes] when Count(minutes) is { } count:
        await DayBench.Run(count);
        return 0;
    case ["kpi"]:
        await KpiBench.Run([10_000, 100_000, 1_000_000]);
        return 0;
    case ["kpi", .. var sizes] when sizes.Select(Size).OfType<int>().ToList() is var all && all.Count == sizes.Length:
        await KpiBench.Run(all);
        return 0;
    case ["samples", .. var folder] when folder.Length < 2:
        return SamplesBench.Run(folder.FirstOrDefault());
    case ["formats-one", var format, var megabytes] when Count(megabytes) is { } size:   // its own child
        FormatsBench.RunOne(format, size);
        return 0;
    case ["formats", .. var rest] when Formats(rest) is { } formats:
        return FormatsBench.Run(formats);
    case ["fuzz-one", var format, var inputs] when Count(inputs) is { } count:   // its own child
        FuzzFormat.Run(format, count);
        return 0;
    case ["fuzz", .. var rest] when Fuzz(rest) is { } fuzz:
        return FuzzBench.Run(fuzz.Inputs, fuzz.Formats);
    case ["pages"]:
        await PageBench.Run();
        return 0;
    case ["latency"]:
        await LatencyBench.Standalone();
        return 0;
    case ["latency", "apart"]:
        await LatencyBench.Apart();
        return 0;
    default:
        Console.WriteLine(Usage);
        return 2;
}

static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

// How many, and which formats; each may be missing.
static (int Inputs, IReadOnlyList<string> Formats)? Fuzz(string[] words)
{
    var count = words.Length > 0 ? Count(words[0]) : null;
    return Formats(count is null ? words : words[1..]) is { } formats ? (count ?? 20_000, formats) : null;
}

// Those named, or all; null when one is unknown.
static IReadOnlyList<string>? Formats(string[] words)
{
    var all = ReportFormats.All.Select(format => format.Name).ToList();
    return words.Length == 0 ? all : words.All(all.Contains) ? words : null;
}

// How often, how long ("60s"), of what programs, and which; each may be missing, and the options stand anywhere.
static (int Times, HostPrograms Programs, IReadOnlyList<FaultRow> Rows)? Faults(IReadOnlyList<string> words)
{
    var rest = words.ToList();
    var programs = Programs(rest, "--programs") ?? new HostPrograms();
    var others = Programs(rest, "--others");
    var times = rest is [var first, ..] && Count(first) is { } count ? Taken(count) : 20;
    var seconds = rest is [var second, ..] && second.EndsWith('s') && Count(second[..^1]) is { } length ? Taken(length) : 60;
    var rows = FaultRow.All(TimeSpan.FromSeconds(seconds), programs, others);
    return rest.Count == 0 ? (times, programs, rows)
        : rest.All(name => rows.Any(row => row.Name == name)) ? (times, programs, [.. rows.Where(row => rest.Contains(row.Name))])
        : null;

    int Taken(int number)
    {
        rest.RemoveAt(0);
        return number;
    }
}

// How many findings of how many services, both or neither, and of what programs.
static (int Findings, int Services, HostPrograms Programs)? Scale(IReadOnlyList<string> words)
{
    var rest = words.ToList();
    var programs = Programs(rest, "--programs") ?? new HostPrograms();
    return rest is [] ? (5_000_000, 2_000, programs)
        : rest is [var size, var services] && (Size(size), Count(services)) is ({ } findings, { } count) ? (findings, count, programs)
        : null;
}

// Takes an option and its place out of the words. One without its place stays among them, where nothing is called so.
static HostPrograms? Programs(List<string> words, string option)
{
    var at = words.IndexOf(option);
    if (at < 0 || at + 1 == words.Count)
    {
        return null;
    }
    var place = Path.GetFullPath(words[at + 1]);
    words.RemoveRange(at, 2);
    return new HostPrograms(place);
}

// 10k, 1m or plain.
static int? Size(string text) => text.ToLowerInvariant() switch
{
    [.. var thousands, 'k'] => Count(thousands) * 1000,
    [.. var millions, 'm'] => Count(millions) * 1_000_000,
    var plain => Count(plain),
};
