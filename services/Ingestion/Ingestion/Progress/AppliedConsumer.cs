using MassTransit;
using MetricsPlatform.Contracts.Kpi;

namespace MetricsPlatform.Ingestion.Progress;

/// <summary>In: the KPIs show a service up to a revision. Out: its submissions up to there are processed.</summary>
public sealed class AppliedConsumer(ProgressWriter progress) : IConsumer<RevisionApplied>
{
    public Task Consume(ConsumeContext<RevisionApplied> context) => progress.Applied(context.Message, context.CancellationToken).AsTask();
}
