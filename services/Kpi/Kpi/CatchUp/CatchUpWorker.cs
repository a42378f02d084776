using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>Asks which services there are: at start until it is told, then from time to time, so that a lost message heals.</summary>
public sealed class CatchUpWorker(
    CorrelationRequests requests, CatchUpProgress progress, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<CatchUpWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan AtStart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var _ = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);   // the bus is up
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await requests.AskForServices(stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(Outage.Is(failed) ? null : failed, "Cannot ask correlation for its services, trying again: {Reason}", failed.Message);
            }
            await Task.Delay(progress.HasGoal ? Later : AtStart, clock, stoppingToken);
        }
    }
}
