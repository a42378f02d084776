using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Correlation.Publish;

/// <summary>Whether revisions are published from here. Standing still on an error is told loudly: nothing is skipped, so nothing behind it gets out.</summary>
/// <remarks>
/// A publisher that lost the leadership while the database was away may find that another one has gone on. The daemon stops it then, keeps it,
/// and would not start one in its place when this replica leads again: it is taken away here.
/// </remarks>
public sealed class PublisherHealth(IDocumentStore store, IProjectionCoordinator coordinator, ILogger<PublisherHealth> log) : IHealthCheck, IHostedService, IObserver<ShardState>
{
    private static readonly string Shard = $"{RevisionPublisher.SubscriptionName}:{ShardName.All}";
    private volatile ShardState? failure;
    private IDisposable? watching;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        watching = coordinator.DaemonForMainDatabase().Tracker.Subscribe(this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        watching?.Dispose();
        return Task.CompletedTask;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        failure is not { } stuck ? HealthCheckResult.Healthy()
        : await IsPublishedElsewhere(stuck, cancellationToken) ? Recovered()
        : HealthCheckResult.Unhealthy($"No revision after event {stuck.Sequence} is published: {stuck.Exception!.GetBaseException().Message}");

    public void OnNext(ShardState value)
    {
        if (value.ShardName != Shard)
        {
            return;
        }
        if (value.Exception is not null)
        {
            log.LogError(value.Exception, "Revisions after event {Sequence} are not published; it is tried again and again", value.Sequence);
            failure = value;
            if (value.Action == ShardAction.Stopped)
            {
                coordinator.DaemonForMainDatabase().EjectPausedShard(Shard);
            }
        }
        else if (value.Action == ShardAction.Stopped || (value.Action == ShardAction.Updated && value.Sequence > failure?.Sequence))
        {
            failure = null;   // it moved on, or is another replica's to publish
        }
    }

    /// <summary>Whoever loses the leadership with an error hears no more of it: the store knows whether another replica has gone on.</summary>
    private async Task<bool> IsPublishedElsewhere(ShardState stuck, CancellationToken ct)
    {
        var published = await store.Advanced.ProjectionProgressFor(new ShardName(RevisionPublisher.SubscriptionName), token: ct);
        return published > stuck.Sequence || published >= (await store.Advanced.FetchEventStoreStatistics(token: ct)).EventSequenceNumber;
    }

    private HealthCheckResult Recovered()
    {
        failure = null;
        return HealthCheckResult.Healthy();
    }

    public void OnError(Exception error)
    {
        // The tracker tells of no errors of its own.
    }

    public void OnCompleted()
    {
        // It ends with the process.
    }
}
