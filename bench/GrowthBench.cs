using System.Globalization;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Npgsql;

namespace MetricsPlatform.Bench;

/// <summary>What a finding costs in memory and on disk, and what rescans add: three services over RabbitMQ, each with its database.</summary>
internal static class GrowthBench
{
    private const int Services = 40;
    private const int Results = 2_500;
    private const int Rescans = 10;

    /// <param name="Memory">Resident bytes of each service's process.</param>
    /// <param name="Disk">Bytes of each service's database.</param>
    private sealed record Footprint(string When, IReadOnlyList<long> Memory, IReadOnlyList<long> Disk);

    public static async Task Run()
    {
        await using var platform = await ApartPlatform.Start(replicas: 1);
        var load = new ScanLoad(Services, Results);
        var round = 0;
        await ScanLoad.Send(platform.Client, new ScanLoad(2, 1_000).Round(round++));
        var empty = await Measure(platform, "2,000 findings");
        var rows = new List<Footprint> { empty };
        await ScanLoad.Send(platform.Client, load.Round(round++));
        rows.Add(await Measure(platform, $"{load.Findings:N0} more"));
        foreach (var (changed, what) in new[] { (0, "unchanged"), (Results / 100, "1 % changed") })
        {
            for (var i = 0; i < Rescans; i++)
            {
                await ScanLoad.Send(platform.Client, load.Round(round++, changed));
            }
            rows.Add(await Measure(platform, $"after {Rescans} rescans, {what}"));
        }
        Console.WriteLine($"{Services} services, {Results} results a report; resident memory and database, MB: Ingestion, Correlation, Kpi");
        Console.WriteLine("| | memory | disk | disk, bytes a finding |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var row in rows)
        {
            var added = row.Disk.Sum() - empty.Disk.Sum();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.When} | {Megabytes(row.Memory)} | {Megabytes(row.Disk)} | {(row == empty ? "" : $"{added / load.Findings:N0}")} |"));
        }
    }

    private static async Task<Footprint> Measure(ApartPlatform platform, string when)
    {
        var disk = new List<long>();
        foreach (var connection in platform.Databases)
        {
            await using var database = NpgsqlDataSource.Create(connection);
            await using (var vacuum = database.CreateCommand("vacuum"))
            {
                await vacuum.ExecuteNonQueryAsync();
            }
            await using var size = database.CreateCommand("select pg_database_size(current_database())");
            disk.Add((long)(await size.ExecuteScalarAsync())!);
        }
        return new(when, [.. platform.All.Select(r => System.Diagnostics.Process.GetProcessById(r.ProcessId).WorkingSet64)], disk);
    }

    private static string Megabytes(IEnumerable<long> bytes) => string.Join(", ", bytes.Select(b => $"{b / 1_000_000:N0}"));
}
