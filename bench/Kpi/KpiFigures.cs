using System.Globalization;

namespace MetricsPlatform.Bench.Kpi;

/// <summary>What was measured at one size; times of repeated things are medians.</summary>
internal sealed record KpiFigures(int Findings, int ServiceCount)
{
    public required long BytesHeld { get; init; }
    public required long BytesOnDisk { get; init; }
    public required TimeSpan Evaluation { get; init; }
    public required TimeSpan Scrape { get; init; }
    public required TimeSpan Kpis { get; init; }
    public required TimeSpan Services { get; init; }
    public required TimeSpan Open { get; init; }
    public required TimeSpan OpenOfOne { get; init; }
    public required TimeSpan Finding { get; init; }
    public required TimeSpan Started { get; init; }
    public required TimeSpan CaughtUp { get; init; }
    public required TimeSpan Rebuilt { get; init; }
    public required TimeSpan SlowestWhileRebuilt { get; init; }

    /// <summary>A row for each thing, a column for each size, and what a finding costs at the largest against the smallest.</summary>
    public static void Write(TextWriter to, IReadOnlyList<KpiFigures> sizes)
    {
        to.WriteLine($"| | {string.Join(" | ", sizes.Select(s => Number(s.Findings)))} findings | a finding, last : first |");
        to.WriteLine($"| --- |{string.Concat(sizes.Select(_ => " --- |"))} --- |");
        Row("services", s => s.ServiceCount, perFinding: false);
        Row("all figures of every service, team and the organization, ms", s => s.Evaluation.TotalMilliseconds);
        Row("scrape of /metrics, ms", s => s.Scrape.TotalMilliseconds);
        Row("/v1/kpis of everything, ms", s => s.Kpis.TotalMilliseconds);
        Row("/v1/services, ms", s => s.Services.TotalMilliseconds);
        Row("/v1/findings: 100 of all that are open, ms", s => s.Open.TotalMilliseconds);
        Row("/v1/findings: 100 of one service, ms", s => s.OpenOfOne.TotalMilliseconds, perFinding: false);
        Row("/v1/findings/{id}, ms", s => s.Finding.TotalMilliseconds, perFinding: false);
        Row("start until ready, with what is in the tables, s", s => s.Started.TotalSeconds);
        Row("start until ready, from nothing, s", s => s.CaughtUp.TotalSeconds);
        Row("rebuild, s", s => s.Rebuilt.TotalSeconds);
        Row("slowest /v1/kpis during it, ms", s => s.SlowestWhileRebuilt.TotalMilliseconds, perFinding: false);
        Row("bytes in memory a finding", s => (double)s.BytesHeld / s.Findings, perFinding: false);
        Row("bytes on disk a finding", s => (double)s.BytesOnDisk / s.Findings, perFinding: false);

        void Row(string what, Func<KpiFigures, double> value, bool perFinding = true)
        {
            var ratio = perFinding ? Number(value(sizes[^1]) / sizes[^1].Findings / (value(sizes[0]) / sizes[0].Findings)) : "";
            to.WriteLine($"| {what} | {string.Join(" | ", sizes.Select(s => Number(value(s))))} | {ratio} |");
        }
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
