using MassTransit;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>In: how far are the KPIs with a service? Out: the revision that those here show.</summary>
public sealed class AppliedRevisionConsumer(KpiStates states, KpiOptions options, MessageSender sender) : IConsumer<AppliedRevisionRequested>
{
    public Task Consume(ConsumeContext<AppliedRevisionRequested> context)
    {
        var service = context.Message.Service;
        return sender.Publish(new RevisionApplied(service, states.AppliedRevisionOf(service), options.Instance), context.CancellationToken);
    }
}
