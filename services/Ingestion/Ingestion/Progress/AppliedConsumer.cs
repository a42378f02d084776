using MassTransit;
using MetricsPlatform.Contracts.Kpi;

namespace MetricsPlatform.Ingestion.Progress;

/// <summary>In: a replica of Kpi answers questions; it shows a service up to a revision. Out: what all of them show is processed.</summary>
public sealed class AppliedConsumer(ProgressWriter progress) : IConsumer<RevisionApplied>, IConsumer<ReplicaAlive>
{
    public Task Consume(ConsumeContext<RevisionApplied> context) => progress.Write(context.Message, context.CancellationToken).AsTask();

    public Task Consume(ConsumeContext<ReplicaAlive> context) => progress.Write(context.Message, context.CancellationToken).AsTask();
}
