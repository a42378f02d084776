using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace MetricsPlatform.Bench.Faults;

/// <summary>Stands between the platform's exchanges and its queues: what comes is delivered in another order, or again, or both.</summary>
internal sealed class Detour : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly int copies;
    private readonly bool shuffled;
    private readonly List<(string Queue, BasicProperties Properties, byte[] Body)> held = [];
    private readonly SemaphoreSlim turn = new(1);
    private readonly Timer timer;

    private Detour(IConnection connection, IChannel channel, int copies, bool shuffled)
    {
        (this.connection, this.channel, this.copies, this.shuffled) = (connection, channel, copies, shuffled);
        timer = new Timer(_ => _ = Deliver(), null, Patience, Patience);
    }

    /// <param name="copies">How often each message is delivered.</param>
    /// <param name="shuffled">In whatever order, among those of about a fifth of a second.</param>
    public static async Task<Detour> Start(string broker, int copies, bool shuffled)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        var detour = new Detour(connection, await connection.CreateChannelAsync(confirmed), copies, shuffled);
        foreach (var queue in BrokerQueues.All)
        {
            await detour.Take(queue);
        }
        return detour;
    }

    /// <summary>Messages go straight to their queues again, and those that are still here too.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var queue in BrokerQueues.All)
        {
            await channel.QueueBindAsync(queue, exchange: queue, routingKey: "");
            await channel.QueueUnbindAsync(Own(queue), exchange: queue, routingKey: "");
        }
        while ((await Task.WhenAll(BrokerQueues.All.Select(queue => channel.MessageCountAsync(Own(queue))))).Any(count => count > 0))
        {
            await Task.Delay(Patience);
        }
        await timer.DisposeAsync();
        await Deliver();
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        turn.Dispose();
    }

    private static string Own(string queue) => $"detour-{queue}";

    private async Task Take(string queue)
    {
        await channel.QueueDeclareAsync(Own(queue), durable: false, exclusive: false, autoDelete: true);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => Hold(queue, message);
        await channel.BasicConsumeAsync(Own(queue), autoAck: true, consumer);
        await channel.QueueBindAsync(Own(queue), exchange: queue, routingKey: "");
        await channel.QueueUnbindAsync(queue, exchange: queue, routingKey: "");
    }

    private async Task Hold(string queue, BasicDeliverEventArgs message)
    {
        var kept = (queue, new BasicProperties(message.BasicProperties), message.Body.ToArray());
        await turn.WaitAsync();
        try
        {
            held.AddRange(Enumerable.Repeat(kept, copies));
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Deliver()
    {
        await turn.WaitAsync();
        try
        {
            var messages = held.ToArray();
            held.Clear();
            if (shuffled)
            {
                Random.Shared.Shuffle(messages);
            }
            foreach (var (queue, properties, body) in messages)
            {
                await channel.BasicPublishAsync(exchange: "", routingKey: queue, mandatory: true, properties, body);
            }
        }
        finally
        {
            turn.Release();
        }
    }
}
