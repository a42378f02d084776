using MassTransit;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Ingestion.Progress;

/// <summary>What Ingestion hears on the bus: acknowledgements.</summary>
public sealed class IngestionBus : IBusModule
{
    public const string Queue = "ingestion-acks";

    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<CommittedConsumer>();
        consumers.AddConsumer<AppliedConsumer>();
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus) => bus.ReceiveEndpoint(Queue, endpoint =>
    {
        endpoint.Harden();
        endpoint.PrefetchCount = 256;
        endpoint.ConfigureConsumer<CommittedConsumer>(context);
        endpoint.ConfigureConsumer<AppliedConsumer>(context);
    });
}
