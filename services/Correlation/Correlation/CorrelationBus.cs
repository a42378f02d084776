using MassTransit;
using MetricsPlatform.Correlation.CatchUp;
using MetricsPlatform.Correlation.Correlate;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Correlation;

/// <summary>What Correlation hears: native events on one queue a partition, so that work on one service is in line; catch-up requests.</summary>
public sealed class CorrelationBus : IBusModule
{
    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<EventConsumer>();
        consumers.AddConsumer<CatalogueChangedConsumer>();
        consumers.AddConsumer<StatesConsumer>();
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        for (var partition = 0; partition < ServicePartition.Count; partition++)
        {
            bus.ReceiveEndpoint(ServicePartition.QueueOf(partition), endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                // Many at once, so that those of one service can share a transaction; a service's history has one holder at a time.
                endpoint.ConcurrentMessageLimit = 64;
                endpoint.PrefetchCount = 64;
                endpoint.Harden();
                endpoint.OnRabbitMq(queue => queue.SingleActiveConsumer = true);
                endpoint.ConfigureConsumer<EventConsumer>(context);
                endpoint.ConfigureConsumer<CatalogueChangedConsumer>(context);
            });
        }
        bus.ReceiveEndpoint("correlation-states", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConcurrentMessageLimit = 2;
            endpoint.Harden();
            endpoint.ConfigureConsumer<StatesConsumer>(context);
        });
    }
}
