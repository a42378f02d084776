using MassTransit;
using Marten;
using MetricsPlatform.Correlation.Store;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Catalogue;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MetricsPlatform.Correlation.Correlate;

/// <summary>The catalogue may have another name or other main branches for this service; sent to the service's own queue, so that its work stays in line.</summary>
public sealed record CatalogueChanged(string Service);

/// <summary>Lets every service know whose name or main branches are no longer those that its history was told with.</summary>
public sealed class CatalogueWatch(
    ICatalogue catalogue, IDocumentStore store, StoreSchema schema, MessageSender sender, ILogger<CatalogueWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim changed = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        catalogue.Changed += _ => changed.Release();
        await schema.Done(stoppingToken);
        while (true)
        {
            await changed.WaitAsync(stoppingToken);
            try
            {
                await Tell(stoppingToken);
            }
            catch (Exception e) when (Outage.Is(e))
            {
                log.LogWarning("Services could not be told of a changed catalogue, trying again: {Reason}", e.Message);
                await Task.Delay(Pause, stoppingToken);
                changed.Release();
            }
        }
    }

    private async Task Tell(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        foreach (var head in await session.Query<ServiceHead>().ToListAsync(ct))
        {
            if (catalogue.Current.NameOf(head.Service) != head.Service || !catalogue.Current.MainBranchesOf(head.Service).ToHashSet().SetEquals(head.MainBranches))
            {
                await sender.Send(ServicePartition.QueueOf(head.Service), new CatalogueChanged(head.Service), ct);
            }
        }
    }
}

/// <summary>In: a service whose name or main branches may have changed. Out: its history told anew.</summary>
public sealed class CatalogueChangedConsumer(Correlator correlator) : IConsumer<CatalogueChanged>
{
    public Task Consume(ConsumeContext<CatalogueChanged> context) => correlator.FollowCatalogue(context.Message.Service, context.CancellationToken);
}
