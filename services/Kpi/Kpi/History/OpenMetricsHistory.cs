using MetricsPlatform.Kpi.Metrics;
using MetricsPlatform.Kpi.Reports;

namespace MetricsPlatform.Kpi.History;

/// <summary>Figures of many instants as OpenMetrics 1.0 with timestamps: family by family, series by series, each from old to new.</summary>
internal static class OpenMetricsHistory
{
    /// <param name="boards">The oldest first.</param>
    /// <param name="mostServices">So many services are shown.</param>
    public static async Task Write(IReadOnlyList<KpiBoard> boards, int mostServices, Stream stream, CancellationToken ct)
    {
        var services = boards.Select(b => BoardFamilies.Shown(b, mostServices)).ToList();
        var text = new PrometheusText(1 << 16);
        foreach (var family in BoardFamilies.All)
        {
            text.Clear();
            text.Gauge(family.Name, family.Help);
            var samples = boards.SelectMany((board, i) => family.Samples(board, services[i]).Select(sample => (board.At, Sample: sample)));
            foreach (var series in samples.GroupBy(s => new SeriesKey(s.Sample)))
            {
                foreach (var (at, sample) in series)
                {
                    text.Sample(family.Name, sample, at);
                }
            }
            await stream.WriteAsync(text.Text, ct);
        }
        text.Clear();
        text.End();
        await stream.WriteAsync(text.Text, ct);
    }

    /// <summary>Tells the series of a family apart: whose figure it is and its labels.</summary>
    private readonly struct SeriesKey(BoardSample sample) : IEquatable<SeriesKey>
    {
        private readonly Label? of = sample.Of;
        private readonly Label[] labels = sample.Labels;

        public bool Equals(SeriesKey other) => of == other.of && labels.AsSpan().SequenceEqual(other.labels);

        public override bool Equals(object? obj) => obj is SeriesKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(of);
            foreach (var label in labels)
            {
                hash.Add(label);
            }
            return hash.ToHashCode();
        }
    }
}
