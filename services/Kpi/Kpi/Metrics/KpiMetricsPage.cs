using MetricsPlatform.Kpi.Reports;

namespace MetricsPlatform.Kpi.Metrics;

/// <summary>The KPI part of <c>/metrics</c>, rendered when the figures change and not when somebody scrapes.</summary>
public sealed class KpiMetricsPage(KpiOptions options)
{
    private volatile PrometheusText shown = new(1);

    /// <summary>The families in the Prometheus text format; empty until the figures are known.</summary>
    public ReadOnlyMemory<byte> Text => shown.Text;

    public void Show(KpiBoard board)
    {
        var services = BoardFamilies.Shown(board, options.MaxServicesInMetrics);
        var page = new PrometheusText(Math.Max(1 << 16, shown.Text.Length + (shown.Text.Length / 16)));   // it is megabytes, and mostly as long as the last one
        foreach (var family in BoardFamilies.All)
        {
            page.Gauge(family.Name, family.Help);
            foreach (var sample in family.Samples(board, services))
            {
                page.Sample(family.Name, sample);
            }
        }
        shown = page;
        KpiTelemetry.ServicesHeldBack.Set(board.Services.Count - services.Count);
    }
}
