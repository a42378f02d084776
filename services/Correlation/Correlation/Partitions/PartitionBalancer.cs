using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace MetricsPlatform.Correlation.Partitions;

/// <summary>
/// Shares the partitions among the replicas. RabbitMQ gives the messages of a queue to the consumer that came first, so the first
/// replica would have all queues for as long as it lives: whoever has more than its share steps back from one, and the next in line has it.
/// </summary>
/// <remarks>
/// The replicas need not agree. For a moment two may work on one service; the expected version of its stream lets one of them win.
/// </remarks>
public sealed class PartitionBalancer(PartitionSet partitions, TimeProvider clock, ILogger<PartitionBalancer> log) : BackgroundService
{
    private static readonly Gauge Active = Metrics.CreateGauge("devsecops_partitions_active", "Partitions whose events this replica works on.");

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Recently = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Balance(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(Outage.Is(e) ? null : e, "The partitions could not be balanced: {Reason}", e.Message);
            }
        }
    }

    private async Task Balance(CancellationToken ct)
    {
        var active = partitions.All.Where(p => p.IsActive(Recently)).ToList();
        Active.Set(active.Count);
        if (active.Count < 2 || await active[0].Replicas(ct) is not { } replicas || replicas == 0)
        {
            return;
        }
        var share = (ServicePartition.Count + replicas - 1) / replicas;
        if (active.Count > share)
        {
            var surplus = active[Random.Shared.Next(active.Count)];
            log.LogInformation("Stepping back from {Queue}: {Active} partitions are busy here, and there are {Replicas} replicas", surplus.Queue, active.Count, replicas);
            await surplus.StepBack(ct);   // one that is given up on the way would hear nothing any more
        }
    }
}
