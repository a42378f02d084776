using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>
/// Sends and publishes with an end: when a call returns, the broker has the message for good; what it has not confirmed within
/// <see cref="Deadline"/> has failed, and whoever sent it tries again.
/// </summary>
/// <remarks>Without the deadline a sender waits for as long as the broker is away, or takes nothing because its disk is full.</remarks>
public sealed class MessageSender(IBus bus, TimeProvider clock)
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For a send to end that was told to. RabbitMQ.Client 7.2 has one that never does when the broker goes away at the wrong moment
    /// (github.com/rabbitmq/rabbitmq-dotnet-client/issues/1930): it is left alone then.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>To a queue of the platform.</summary>
    /// <exception cref="MessageReturnedException">There is no such queue (yet).</exception>
    /// <exception cref="TimeoutException">It was not confirmed in time.</exception>
    public Task Send(string queue, object message, CancellationToken ct) => Send(queue, message, mandatory: true, context => { }, ct);

    /// <summary>The same, for a message from the inbox: should it die, its place there is known.</summary>
    public Task Send(string queue, object message, string inboxPlace, CancellationToken ct) =>
        Send(queue, message, mandatory: true, context => context.Headers.Set(DeadLetterFilter.Origin, inboxPlace), ct);

    /// <summary>Sends a dead message again, byte for byte as it came.</summary>
    /// <exception cref="MessageReturnedException">Its queue is gone.</exception>
    /// <exception cref="TimeoutException">It was not confirmed in time.</exception>
    public Task SendAgain(DeadMessage dead, CancellationToken ct) => Send(
        dead.Queue, dead, mandatory: true,
        context => context.Serializer = new CopyBodySerializer(new ContentType(dead.ContentType ?? MediaTypeNames.Application.Octet), new BytesMessageBody(dead.Body)), ct);

    /// <summary>To a replica that asked. Where that is gone nobody misses the answer.</summary>
    /// <param name="replyTo">Its queue, as it named it.</param>
    /// <exception cref="TimeoutException">It was not confirmed in time.</exception>
    public Task Answer(string replyTo, object message, CancellationToken ct) => Send(replyTo, message, mandatory: false, context => { }, ct);

    /// <summary>To whoever hears such messages, be it nobody.</summary>
    /// <exception cref="TimeoutException">It was not confirmed in time.</exception>
    public Task Publish<T>(T message, CancellationToken ct) where T : class => WithDeadline(limited => bus.Publish(message, limited), ct);

    /// <summary>The same; who has not got it after <paramref name="lifetime"/> never gets it.</summary>
    /// <exception cref="TimeoutException">It was not confirmed in time.</exception>
    public Task Publish<T>(T message, TimeSpan lifetime, CancellationToken ct) where T : class =>
        WithDeadline(limited => bus.Publish(message, context => context.TimeToLive = lifetime, limited), ct);

    private Task Send(string queue, object message, bool mandatory, Action<SendContext> write, CancellationToken ct) => WithDeadline(
        async limited =>
        {
            // The exchange, not the queue: how the queue is declared is its consumer's business.
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{queue}"));
            await endpoint.Send(message, message.GetType(), Pipe.Execute<SendContext>(context =>
            {
                write(context);
                if (context is RabbitMqSendContext rabbit)
                {
                    rabbit.Mandatory = mandatory;
                }
            }), limited);
        },
        ct);

    private async Task WithDeadline(Func<CancellationToken, Task> send, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            await send(limited.Token).WaitAsync(Deadline + Patience, clock, CancellationToken.None);
        }
        catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new TimeoutException($"The bus did not confirm a message within {Deadline.TotalSeconds} s.", e);
        }
    }
}
