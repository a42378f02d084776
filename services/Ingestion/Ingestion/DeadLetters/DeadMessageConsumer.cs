using MassTransit;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.DeadLetters;

/// <summary>In: a message that some consumer gave up. Out: a dead letter; if it comes from the inbox it is not sent again by itself.</summary>
public sealed class DeadMessageConsumer(DeadMessageStore store) : IConsumer<DeadMessage>
{
    public Task Consume(ConsumeContext<DeadMessage> context) => store.Keep(context.Message, context.CancellationToken);
}
