using System.Text;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>Which of Correlation's queues carries the events of a service. One service, one queue: its events are worked on in turn.</summary>
/// <remarks>The hash is FNV-1a (32 bit) over UTF-8, the same in every process and version.</remarks>
public static class ServicePartition
{
    /// <summary>How many queues there are. Changing it moves services to other queues while old messages wait in theirs.</summary>
    public const int Count = 8;

    /// <summary>The service's partition, from 0 to <see cref="Count"/> − 1.</summary>
    public static int Of(string service)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(service))
        {
            hash = unchecked((hash ^ octet) * 16777619u);
        }
        return (int)(hash % Count);
    }

    /// <summary>The name of the service's queue.</summary>
    public static string QueueOf(string service) => QueueOf(Of(service));

    /// <summary>The name of a partition's queue.</summary>
    public static string QueueOf(int partition) => $"correlation-{partition}";
}
