using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>Says that this replica answers questions: a submission is processed when every replica that does shows it.</summary>
public sealed class ReplicaHeartbeat(MessageSender sender, CatchUpProgress progress, KpiOptions options, ILogger<ReplicaHeartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhileCatchingUp = TimeSpan.FromMilliseconds(50);

    /// <summary>One that comes late would raise the dead.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (progress.IsCaughtUp)
            {
                await Beat(stoppingToken);
            }
            await Task.Delay(progress.IsCaughtUp ? Interval : WhileCatchingUp, stoppingToken);
        }
    }

    private async Task Beat(CancellationToken ct)
    {
        try
        {
            await sender.Publish(new ReplicaAlive(options.Instance), Lifetime, ct);
        }
        catch (Exception away) when (Outage.Is(away))
        {
            logger.LogWarning("Cannot tell that this replica is alive: {Reason}", away.Message);
        }
    }
}
