using System.Collections.Concurrent;
using MassTransit;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Tests.Integration.Correlation;

/// <summary>Hears what Correlation publishes.</summary>
internal sealed class RevisionEar : IBusModule
{
    public ConcurrentQueue<ServiceRevised> Heard { get; } = new();

    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus) => bus.ReceiveEndpoint("ear", endpoint => endpoint.Handler<ServiceRevised>(c =>
    {
        Heard.Enqueue(c.Message);
        return Task.CompletedTask;
    }));
}
