using MassTransit;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Correlation.Correlate;

/// <summary>In: a native event (of a scan: a part). Out: what it means, appended to its service's stream, and the word that it is.</summary>
public sealed class EventConsumer(Correlator correlator, MessageSender sender) :
    IConsumer<ScanPart>, IConsumer<ReleaseDeployed>, IConsumer<FindingTriaged>, IConsumer<TicketChanged>, IConsumer<ScanWithdrawn>,
    IConsumer<ScopeRetired>, IConsumer<ServiceRetired>, IConsumer<IncidentChanged>
{
    public Task Consume(ConsumeContext<ScanPart> context) => Correlate(context);

    public Task Consume(ConsumeContext<ReleaseDeployed> context) => Correlate(context);

    public Task Consume(ConsumeContext<FindingTriaged> context) => Correlate(context);

    public Task Consume(ConsumeContext<TicketChanged> context) => Correlate(context);

    public Task Consume(ConsumeContext<ScanWithdrawn> context) => Correlate(context);

    public Task Consume(ConsumeContext<ScopeRetired> context) => Correlate(context);

    public Task Consume(ConsumeContext<ServiceRetired> context) => Correlate(context);

    public Task Consume(ConsumeContext<IncidentChanged> context) => Correlate(context);

    private async Task Correlate<T>(ConsumeContext<T> context) where T : NativeEvent
    {
        if (await correlator.Correlate(context.Message, context.CancellationToken) is { } committed)
        {
            await sender.Publish(committed, context.CancellationToken);
        }
    }
}
