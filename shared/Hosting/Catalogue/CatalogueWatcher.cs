using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Looks at the catalogue's file every two seconds.</summary>
internal sealed class CatalogueWatcher(CatalogueFile file, TimeProvider time, ILogger<CatalogueWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                file.Refresh();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A subscriber's fault must not end the watching.
                logger.LogError(e, "The changed catalogue was not taken up everywhere");
            }
        }
    }
}
