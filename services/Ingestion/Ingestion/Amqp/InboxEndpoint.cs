using MassTransit;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Ingestion.Amqp;

/// <summary>Where publishers send events over AMQP (docs/amqp.md).</summary>
internal static class InboxEndpoint
{
    /// <summary>The exchange. Any routing key will do; the event's type is the one to choose, so that others can listen in.</summary>
    public const string Exchange = "metricsplatform.inbox";

    private const string Queue = "ingestion-inbox";

    /// <summary>A message is read into memory whole, and may be a scan of many megabytes.</summary>
    private const int Prefetch = 8;

    /// <summary>On RabbitMQ alone: nobody else reaches a bus in memory.</summary>
    public static void ReceiveInbox(this IBusFactoryConfigurator bus, IBusRegistrationContext context)
    {
        if (bus is not IRabbitMqBusFactoryConfigurator)
        {
            return;
        }
        bus.ReceiveEndpoint(Queue, endpoint =>
        {
            endpoint.Harden(context);
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PrefetchCount = Prefetch;
            endpoint.ClearSerialization();
            endpoint.AddSerializer(new BytesSerialization());
            endpoint.AddDeserializer(new BytesSerialization(), isDefault: true);
            endpoint.OnRabbitMq(queue => queue.Bind(Exchange, exchange =>
            {
                exchange.ExchangeType = RabbitMQ.Client.ExchangeType.Topic;
                exchange.RoutingKey = "#";
            }));
            endpoint.ConfigureConsumer<InboxMessageConsumer>(context);
        });
    }
}
