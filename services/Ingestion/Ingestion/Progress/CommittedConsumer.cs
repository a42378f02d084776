using MassTransit;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Ingestion.Progress;

/// <summary>In: Correlation has an event. Out: the inbox does not send it again.</summary>
public sealed class CommittedConsumer(ProgressWriter progress) : IConsumer<EventCommitted>
{
    public Task Consume(ConsumeContext<EventCommitted> context) => progress.Write(context.Message, context.CancellationToken).AsTask();
}
