using System.Globalization;
using MetricsPlatform.Tests.Cases;
using MetricsPlatform.Tests.EndToEnd.Crash;

namespace MetricsPlatform.Bench;

/// <summary>kill -9 many times at each fault point while case 11 (half a year, 776 events) loads; prints a table.</summary>
internal static class CrashBench
{
    /// <returns>Exit code: 1 when something was lost or doubled or a figure differs.</returns>
    public static async Task<int> Run(int kills, IReadOnlyList<string> places)
    {
        var worked = WorkedCase.Load("11-half-a-year");
        Console.WriteLine("| killed after | kills | loads | accepted | lost | doubled | pending at the kill | seconds to recover, median (max) | figures same |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var good = true;
        foreach (var place in places)
        {
            // The same visits every time, from early ones to late ones; below 10 a process may die before it has recovered.
            var random = new Random(11);
            var reports = new List<CrashReport>();
            while (reports.Sum(r => r.Crashes.Count) is var done && done < kills)
            {
                reports.Add(await CrashLoad.Run(place, worked, Enumerable.Range(0, kills - done).Select(_ => random.Next(10, 40))));
                if (reports[^1].Crashes.Count == 0)
                {
                    throw new InvalidOperationException($"{place} was not visited often enough.");
                }
            }
            Console.WriteLine(Row(place, reports));
            good &= reports.TrueForAll(r => r is { Doubled: 0, Difference: null } && r.Crashes.All(c => c.Lost == 0));
        }
        return good ? 0 : 1;
    }

    private static string Row(string place, List<CrashReport> reports)
    {
        var crashes = reports.SelectMany(r => r.Crashes).ToList();
        var recovered = crashes.Select(c => c.Recovery).OfType<TimeSpan>().Select(t => t.TotalSeconds).Order().ToList();
        var differences = reports.Select(r => r.Difference).OfType<string>().ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {place} | {crashes.Count} | {reports.Count} | {reports.Sum(r => r.Accepted)} | {crashes.Sum(c => c.Lost)} | {reports.Sum(r => r.Doubled)} | {crashes.Min(c => c.Pending)} to {crashes.Max(c => c.Pending)} | {recovered[recovered.Count / 2]:0.0} ({recovered[^1]:0.0}) | {(differences.Count == 0 ? "yes" : $"no: {differences[0]}")} |");
    }
}
