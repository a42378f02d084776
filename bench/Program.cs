using System.Globalization;
using MetricsPlatform.Bench;
using MetricsPlatform.Bench.Faults;
using MetricsPlatform.Tests.EndToEnd.Crash;

const string Usage = """
    Usage: dotnet run --project bench -c Release -- VERB

      crash [KILLS [PLACE]]         kill -9 of the platform while a long case loads, KILLS times (default 20) at each of its fault points, or at one
      faults [TIMES [SECONDS [ROW ...]]]   two replicas of each service over RabbitMQ: each fault TIMES times (default 20) under load, or those named;
                                    what is stopped stays away for SECONDS (default 60)
      latency                       from acceptance to the figures: small scans, a report of 10,000 new results, the same again
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
        return await FaultBench.Run(faults.Times, faults.Rows);
    case ["latency"]:
        await LatencyBench.Run();
        return 0;
    default:
        Console.WriteLine(Usage);
        return 2;
}

static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

static (int Times, IReadOnlyList<FaultRow> Rows)? Faults(string[] words)
{
    var (times, seconds) = (words is [var t, ..] ? Count(t) : 20, words is [_, var s, ..] ? Count(s) : 60);
    if (times is null || seconds is null)
    {
        return null;
    }
    var rows = FaultRow.All(TimeSpan.FromSeconds(seconds.Value));
    var named = words.Skip(2).ToList();
    return named.Count == 0 ? (times.Value, rows)
        : named.TrueForAll(name => rows.Any(row => row.Name == name)) ? (times.Value, [.. rows.Where(row => named.Contains(row.Name))])
        : null;
}
