using MassTransit;
using MetricsPlatform.Hosting.Outages;
using Microsoft.Extensions.DependencyInjection;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>What the queues of the platform have in common.</summary>
public static class Hardening
{
    /// <summary>Above the count at which we give a message up ourselves; RabbitMQ 4 would drop it after 20.</summary>
    private const int BrokersDeliveryLimit = 1000;

    /// <summary>
    /// Durable and replicated over the broker's nodes. An outage (<see cref="Outage"/>) is waited for, however long it takes; whatever else
    /// goes wrong is tried again for about three seconds before the message is a dead letter: less than the inbox waits until it sends again.
    /// </summary>
    public static void Harden(this IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context)
    {
        endpoint.MakeDurable();
        var letters = new DeadLetterFilter(new(context.GetRequiredService<MessageSender>), context.GetRequiredService<TimeProvider>());
        endpoint.ConfigureReceive(pipe => pipe.UseFilter(letters.Deliveries));
        endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(letters));
        endpoint.ConfigureError(pipe => pipe.UseFilter(letters));
        endpoint.UseMessageRetry(r =>
        {
            r.Handle<Exception>(Outage.Is);
            r.Forever();
        });
        endpoint.UseMessageRetry(r =>
        {
            r.Ignore<Exception>(Outage.Is);
            r.Exponential(4, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
        });
    }

    /// <summary>The queue where dead letters arrive. What cannot be kept there has no other place: it is tried for ever.</summary>
    public static void ReceiveDeadLetters(this IBusFactoryConfigurator bus, Action<IReceiveEndpointConfigurator> configure) =>
        bus.ReceiveEndpoint(DeadLetterFilter.Queue, endpoint =>
        {
            endpoint.MakeDurable();
            endpoint.UseMessageRetry(r => r.Forever());
            configure(endpoint);
        });

    /// <summary>What only RabbitMQ knows.</summary>
    public static void OnRabbitMq(this IReceiveEndpointConfigurator endpoint, Action<IRabbitMqReceiveEndpointConfigurator> configure)
    {
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            configure(rabbit);
        }
    }

    private static void MakeDurable(this IReceiveEndpointConfigurator endpoint)
    {
        endpoint.OnRabbitMq(queue =>
        {
            queue.SetQuorumQueue();
            queue.SetQueueArgument("x-delivery-limit", BrokersDeliveryLimit);
        });
        endpoint.PublishFaults = false;   // nobody hears them
    }

    private static void Forever(this IRetryConfigurator retry) =>
        retry.Exponential(int.MaxValue, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
}
