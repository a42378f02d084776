using MassTransit;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Ingestion.Amqp;
using MetricsPlatform.Ingestion.DeadLetters;
using MetricsPlatform.Ingestion.Triage;

namespace MetricsPlatform.Ingestion.Progress;

/// <summary>What Ingestion hears on the bus: acknowledgements, decisions made on pages, messages that anybody gave up, and events that publishers send over AMQP.</summary>
public sealed class IngestionBus : IBusModule
{
    public const string Queue = "ingestion-acks";

    public bool ServesWithoutBus => true;

    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<CommittedConsumer>();
        consumers.AddConsumer<AppliedConsumer>();
        consumers.AddConsumer<DeadMessageConsumer>();
        consumers.AddConsumer<InboxMessageConsumer>();
        consumers.AddConsumer<TriageConsumer>();
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        bus.ReceiveEndpoint(Queue, endpoint =>
        {
            endpoint.Harden(context);
            endpoint.PrefetchCount = 256;
            endpoint.ConfigureConsumer<CommittedConsumer>(context);
            endpoint.ConfigureConsumer<AppliedConsumer>(context);
        });
        bus.ReceiveEndpoint(TriageConsumer.Queue, endpoint =>
        {
            endpoint.Harden(context);
            endpoint.ConfigureConsumer<TriageConsumer>(context);
        });
        bus.ReceiveDeadLetters(endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConfigureConsumer<DeadMessageConsumer>(context);
        });
        bus.ReceiveInbox(context);
    }
}
