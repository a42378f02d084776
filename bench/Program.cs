using System.Globalization;
using MetricsPlatform.Bench;
using MetricsPlatform.Tests.EndToEnd.Crash;

const string Usage = """
    Usage: dotnet run --project bench -c Release -- VERB

      crash [KILLS [PLACE]]   kill -9 of the platform while a long case loads, KILLS times (default 20) at each of its fault points, or at one
      latency                 from acceptance to the figures: small scans, a report of 10,000 new results, the same again
      throughput              findings a second: new, unchanged, 1 % changed
    """;

switch (args)
{
    case ["crash"]:
        return await CrashBench.Run(20, CrashLoad.Places);
    case ["crash", var kills] when Count(kills) is { } count:
        return await CrashBench.Run(count, CrashLoad.Places);
    case ["crash", var kills, var place] when Count(kills) is { } count && CrashLoad.Places.Contains(place):
        return await CrashBench.Run(count, [place]);
    case ["throughput"]:
        await ThroughputBench.Run();
        return 0;
    case ["latency"]:
        await LatencyBench.Run();
        return 0;
    default:
        Console.WriteLine(Usage);
        return 2;
}

static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
