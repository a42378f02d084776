using MassTransit;
using MassTransit.RabbitMqTransport;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Correlation.Partitions;

/// <summary>A partition's queue as this replica sees it.</summary>
public sealed class Partition(int number, TimeProvider clock) : IReceiveEndpointObserver, IReceiveObserver, IFilter<ChannelContext>
{
    private IReceiveEndpoint? endpoint;
    private ChannelContext? channel;
    private long lastReceived;

    public string Queue { get; } = ServicePartition.QueueOf(number);

    /// <summary>Whether a message came within this time: then this replica is the one that the broker gives the partition's messages to.</summary>
    public bool IsActive(TimeSpan within) => Volatile.Read(ref lastReceived) is not 0 and var last && clock.GetElapsedTime(last) < within;

    /// <summary>How many replicas there are; null while there is no connection to the broker.</summary>
    /// <remarks>
    /// Counted where all of them consume: of those in line for this queue the broker tells only the one whose turn it is. On a channel
    /// of its own, since a question about a queue that is not there ends the channel.
    /// </remarks>
    public async Task<uint?> Replicas(CancellationToken ct)
    {
        if (Volatile.Read(ref channel) is not { } open)
        {
            return null;
        }
        await using var asking = await open.ConnectionContext.CreateChannel(concurrentMessageLimit: null, ct);
        return (await asking.QueueDeclarePassiveAsync(CorrelationBus.StatesQueue, ct)).ConsumerCount;
    }

    /// <summary>Finishes what is being worked on, however long that takes, and goes to the end of the line.</summary>
    public async Task StepBack(CancellationToken ct)
    {
        if (endpoint is not null)
        {
            await endpoint.Stop(ct);
            Volatile.Write(ref lastReceived, 0);
            endpoint.Start(CancellationToken.None);
        }
    }

    Task IReceiveEndpointObserver.Ready(ReceiveEndpointReady ready)
    {
        if (endpoint is null)
        {
            endpoint = ready.ReceiveEndpoint;
            endpoint.ConnectReceiveObserver(this);
        }
        return Task.CompletedTask;
    }

    Task IReceiveObserver.PreReceive(ReceiveContext context)
    {
        Volatile.Write(ref lastReceived, clock.GetTimestamp());
        return Task.CompletedTask;
    }

    /// <summary>Around the life of the channel that consumes the queue.</summary>
    async Task IFilter<ChannelContext>.Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        Volatile.Write(ref channel, context);
        try
        {
            await next.Send(context);
        }
        finally
        {
            Volatile.Write(ref channel, null);
        }
    }

    Task IReceiveEndpointObserver.Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    Task IReceiveEndpointObserver.Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    Task IReceiveEndpointObserver.Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    Task IReceiveObserver.PostReceive(ReceiveContext context) => Task.CompletedTask;

    Task IReceiveObserver.PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) => Task.CompletedTask;

    Task IReceiveObserver.ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) => Task.CompletedTask;

    Task IReceiveObserver.ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    void IProbeSite.Probe(ProbeContext context) => context.CreateFilterScope("partition");
}
