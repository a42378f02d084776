using MassTransit;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Kpi.CatchUp;

namespace MetricsPlatform.Kpi;

/// <summary>What Kpi hears: every replica all services through its own queue; any replica questions about what is applied.</summary>
internal sealed class KpiBusModule(KpiOptions options) : IBusModule
{
    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<ServiceRevisedConsumer>();
        consumers.AddConsumer<ServicesListedConsumer>();
        consumers.AddConsumer<AppliedRevisionConsumer>();
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        bus.ReceiveEndpoint(options.Queue, endpoint =>
        {
            PlatformBus.Harden(endpoint);
            endpoint.ConcurrentMessageLimit = 4;   // parts are unpacked side by side; what they say is taken in one by one
            endpoint.ConfigureConsumer<ServiceRevisedConsumer>(context);
            endpoint.ConfigureConsumer<ServicesListedConsumer>(context);
        });
        bus.ReceiveEndpoint("kpi-applied", endpoint =>
        {
            PlatformBus.Harden(endpoint);
            endpoint.ConfigureConsumer<AppliedRevisionConsumer>(context);
        });
    }
}
