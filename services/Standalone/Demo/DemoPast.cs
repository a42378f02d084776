namespace MetricsPlatform.Standalone.Demo;

/// <summary>Half a year of figures for a Prometheus that was not there (docs/prometheus.md).</summary>
internal static class DemoPast
{
    /// <summary>Between two points. Queries look back as far, so that graphs have no gaps.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromHours(6);

    public static readonly TimeSpan Length = TimeSpan.FromDays(182);

    /// <summary>Writes what <c>promtool tsdb create-blocks-from openmetrics</c> takes.</summary>
    /// <exception cref="HttpRequestException">Kpi does not tell its past.</exception>
    public static async Task Write(HttpClient kpi, string file, DateTimeOffset now, CancellationToken ct)
    {
        var range = $"from={(now - Length).UtcDateTime:yyyy-MM-dd}&to={now.UtcDateTime:yyyy-MM-dd}&step={Step.TotalHours}h";
        using var answer = await kpi.GetAsync(new Uri($"v1/kpis/history.openmetrics?{range}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct);
        answer.EnsureSuccessStatusCode();
        await using var written = File.Create(file);
        await answer.Content.CopyToAsync(written, ct);
    }
}
