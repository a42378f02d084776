using MassTransit;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>In: how far are the KPIs with a service? Out: the revision that they show.</summary>
public sealed class AppliedRevisionConsumer(KpiStates states) : IConsumer<AppliedRevisionRequested>
{
    public Task Consume(ConsumeContext<AppliedRevisionRequested> context)
    {
        var service = context.Message.Service;
        return context.Publish(new RevisionApplied(service, states.AppliedRevisionOf(service)), context.CancellationToken);
    }
}
