namespace MetricsPlatform.Bench.Reports.Samples;

/// <summary>A line of deviations.tsv: where our reading of a sample differs from the peer's on purpose, and what it is then. The table in docs/sources.md says why.</summary>
internal sealed record KnownDeviation(string Path, string What, string Ours)
{
    /// <summary>Beside the program, so that it runs from anywhere.</summary>
    public static IReadOnlySet<KnownDeviation> Load() => File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "deviations.tsv"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(cells => new KnownDeviation(cells[0], cells[1], cells[2])).ToHashSet();
}
