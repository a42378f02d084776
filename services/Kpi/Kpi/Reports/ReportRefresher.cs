using System.Diagnostics;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Kpi.CatchUp;
using MetricsPlatform.Kpi.Metrics;
using MetricsPlatform.Kpi.States;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Kpi.Reports;

/// <summary>Keeps the rendered figures true: after every change, and every few seconds because time moves them.</summary>
/// <remarks>
/// All figures are of one instant, so all are computed anew. However many changes come, at most a fifth of the time goes into that;
/// the last change is always followed by a computation.
/// </remarks>
public sealed class ReportRefresher(
    KpiStates states, ICatalogue catalogue, CatchUpProgress progress, KpiMetricsPage page, TimeProvider clock, ILogger<ReportRefresher> logger)
    : BackgroundService
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim changes = new(0, 1);

    public override void Dispose()
    {
        states.Changed -= Signal;
        catalogue.Changed -= OnCatalogueChanged;
        changes.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        states.Changed += Signal;
        catalogue.Changed += OnCatalogueChanged;
        while (!stoppingToken.IsCancellationRequested)
        {
            var took = Refresh();
            await Task.Delay(took * 4 > AtLeast ? took * 4 : AtLeast, stoppingToken);
            // Nobody tells when the last service has caught up, and a start without any has no change to wait for.
            await changes.WaitAsync(progress.IsCaughtUp && !page.Text.IsEmpty ? AtMost : AtLeast, stoppingToken);
        }
    }

    private TimeSpan Refresh()
    {
        var started = Stopwatch.GetTimestamp();
        if (progress.IsCaughtUp)
        {
            try
            {
                var now = clock.GetUtcNow();
                page.Show(KpiBoard.Of(states.All.Select(s => s.Facts), catalogue.Current, now));
                KpiTelemetry.Computed.Set(now.ToUnixTimeMilliseconds() / 1000.0);
                KpiTelemetry.ComputeDuration.Observe(Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                logger.LogError(failed, "Cannot compute the figures; /metrics keeps the last ones");
            }
        }
        return Stopwatch.GetElapsedTime(started);
    }

    private void OnCatalogueChanged(PlatformCatalogue _) => Signal();

    private void Signal()
    {
        lock (changes)
        {
            if (changes.CurrentCount == 0)
            {
                changes.Release();
            }
        }
    }
}
