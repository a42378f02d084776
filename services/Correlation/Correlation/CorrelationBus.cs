using MassTransit;
using MetricsPlatform.Correlation.CatchUp;
using MetricsPlatform.Correlation.Correlate;
using MetricsPlatform.Correlation.Partitions;
using MetricsPlatform.Hosting.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Correlation;

/// <summary>What Correlation hears: native events on one queue a partition, so that work on one service is in line; catch-up requests.</summary>
/// <param name="oneAtATime">One replica at a time works on a partition. Without it they race: harmless, and slow. For tests of just that.</param>
public sealed class CorrelationBus(bool oneAtATime) : IBusModule
{
    /// <summary>Where catch-up requests come in; every replica consumes it.</summary>
    public const string StatesQueue = "correlation-states";

    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<EventConsumer>();
        consumers.AddConsumer<CatalogueChangedConsumer>();
        consumers.AddConsumer<StatesConsumer>();
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        foreach (var partition in context.GetRequiredService<PartitionSet>().All)
        {
            bus.ReceiveEndpoint(partition.Queue, endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                // Many at once, so that those of one service can share a transaction; a service's history has one holder at a time.
                endpoint.ConcurrentMessageLimit = 64;
                endpoint.PrefetchCount = 64;
                endpoint.Harden(context);
                endpoint.OnRabbitMq(queue =>
                {
                    queue.SingleActiveConsumer = oneAtATime;
                    queue.ConfigureChannel(channel => channel.UseFilter(partition));
                });
                endpoint.ConnectReceiveEndpointObserver(partition);
                endpoint.ConfigureConsumer<EventConsumer>(context);
                endpoint.ConfigureConsumer<CatalogueChangedConsumer>(context);
            });
        }
        bus.ReceiveEndpoint(StatesQueue, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConcurrentMessageLimit = 2;
            endpoint.Harden(context);
            endpoint.ConfigureConsumer<StatesConsumer>(context);
        });
    }
}
