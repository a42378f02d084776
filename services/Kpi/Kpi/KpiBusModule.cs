using MassTransit;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Kpi.CatchUp;
using MetricsPlatform.Kpi.Triage;

namespace MetricsPlatform.Kpi;

/// <summary>What Kpi hears: every replica everything, through a queue of its own.</summary>
internal sealed class KpiBusModule(KpiOptions options) : IBusModule
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    public bool ServesWithoutBus => true;

    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<ServiceRevisedConsumer>();
        consumers.AddConsumer<ServicesListedConsumer>();
        consumers.AddConsumer<AppliedRevisionConsumer>();
        consumers.AddConsumer<TriageTakenConsumer>();
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        bus.ReceiveEndpoint(options.Queue, endpoint =>
        {
            endpoint.Harden(context);
            endpoint.OnRabbitMq(queue =>
            {
                // A replica that is gone leaves nothing behind; one that comes back later asks for what it missed.
                queue.QueueExpiration = Abandoned;
                queue.AutoDelete = true;   // of the exchange, since the queue expires
                queue.ExclusiveConsumer = true;   // two replicas of one name would each miss what the other gets
            });
            endpoint.ConcurrentMessageLimit = 4;   // parts are unpacked side by side; what they say is taken in one by one
            endpoint.ConfigureConsumer<ServiceRevisedConsumer>(context);
            endpoint.ConfigureConsumer<ServicesListedConsumer>(context);
            endpoint.ConfigureConsumer<AppliedRevisionConsumer>(context);
            endpoint.ConfigureConsumer<TriageTakenConsumer>(context);
        });
    }
}
