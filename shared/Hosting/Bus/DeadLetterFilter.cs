using System.Globalization;
using MassTransit;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>Sends what a queue's consumers give up to <see cref="Queue"/>, with why and where it was.</summary>
internal sealed class DeadLetterFilter(Lazy<MessageSender> sender, TimeProvider clock)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    /// <summary>Ingestion hears it.</summary>
    public const string Queue = "dead-letters";

    /// <summary>Header with a message's place in the inbox.</summary>
    public const string Origin = "Inbox-Place";

    /// <summary>
    /// Deliveries before a message counts as one that ends every process that gets it. RabbitMQ counts each that was not acknowledged, so
    /// also those that a broken connection or its own limit of half an hour took back: an outage of a day must stay below.
    /// </summary>
    private const int MostDeliveries = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>First in line: before a message is read for the <see cref="MostDeliveries"/>th time.</summary>
    public IFilter<ReceiveContext> Deliveries => new DeliveryFilter(this);

    /// <summary>A message that could not be read, or whose consumer failed.</summary>
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var consumed = context.IsFaulted;   // by its consumer; else nobody got to see it
        await GiveUp(context, consumed ? DeadReason.Failed : DeadReason.Unreadable, $"{context.Exception.GetType().Name}: {context.Exception.Message}");
        if (!consumed)
        {
            await context.NotifyFaulted(context.Exception);
        }
        await next.Send(context);
    }

    /// <summary>A message that nobody at its queue hears.</summary>
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await GiveUp(context, DeadReason.Unexpected, "No consumer of this queue hears such messages.");
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("dead-letters");

    private async Task GiveUp(ReceiveContext context, string reason, string error)
    {
        var dead = new DeadMessage(
            context.InputAddress.PathAndQuery.Split('/')[^1], context.GetMessageId()?.ToString(), context.TransportHeaders.Get<string>(Origin),
            reason, error, context.ContentType?.MediaType, context.GetBody(), clock.GetUtcNow());
        try
        {
            await sender.Value.Send(Queue, dead, context.CancellationToken);
        }
        catch (Exception)
        {
            await Task.Delay(Pause, context.CancellationToken);   // the broker delivers it again at once
            throw;
        }
    }

    private sealed class DeliveryFilter(DeadLetterFilter letters) : IFilter<ReceiveContext>
    {
        private const string Header = "x-delivery-count";   // of RabbitMQ's quorum queues

        public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
            context.TransportHeaders.TryGetHeader(Header, out var count) && Convert.ToInt64(count, CultureInfo.InvariantCulture) >= MostDeliveries
                ? letters.GiveUp(context, DeadReason.DeliveredTooOften, $"It was delivered {count} times, and no process lived to acknowledge it.")
                : next.Send(context);

        public void Probe(ProbeContext context) => context.CreateFilterScope("deliveries");
    }
}
