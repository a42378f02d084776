using MassTransit;
using MetricsPlatform.Hosting.Outages;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>What every queue of the platform has in common.</summary>
public static class Hardening
{
    /// <summary>
    /// Durable and replicated over the broker's nodes. An outage (<see cref="Outage"/>) is waited for, however long it takes; whatever else
    /// goes wrong is tried again at growing intervals before the message is a dead letter.
    /// </summary>
    public static void Harden(this IReceiveEndpointConfigurator endpoint)
    {
        endpoint.OnRabbitMq(queue => queue.SetQuorumQueue());
        endpoint.PublishFaults = false;   // nobody hears them
        endpoint.UseMessageRetry(r =>
        {
            r.Handle<Exception>(Outage.Is);
            r.Exponential(int.MaxValue, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
        });
        endpoint.UseMessageRetry(r =>
        {
            r.Ignore<Exception>(Outage.Is);
            r.Exponential(8, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(200));
        });
    }

    /// <summary>What only RabbitMQ knows.</summary>
    public static void OnRabbitMq(this IReceiveEndpointConfigurator endpoint, Action<IRabbitMqReceiveEndpointConfigurator> configure)
    {
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            configure(rabbit);
        }
    }
}
