using MetricsPlatform.Hosting.Bus;
using RabbitMQ.Client;

namespace MetricsPlatform.Bench.Faults;

/// <summary>The queues of a platform with two replicas of each service.</summary>
internal static class BrokerQueues
{
    public static readonly IReadOnlyList<string> All =
        [.. Enumerable.Range(0, ServicePartition.Count).Select(ServicePartition.QueueOf), "correlation-states", "ingestion-acks", "ingestion-triage", "ingestion-inbox", "dead-letters", "kpi-states-0", "kpi-states-1"];

    public static async Task Delete(string broker)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in All)
        {
            await channel.QueueDeleteAsync(queue);
        }
    }
}
