using MassTransit;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Kpi.Triage;

/// <summary>In: a decision is in the inbox. Out: whoever made it is told.</summary>
public sealed class TriageTakenConsumer(TriageDesk desk) : IConsumer<TriageTaken>
{
    public Task Consume(ConsumeContext<TriageTaken> context)
    {
        desk.Heard(context.Message);
        return Task.CompletedTask;
    }
}
