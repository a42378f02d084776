using MassTransit;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>In: a part of a service's revision, published or as an answer. Out: newer figures.</summary>
public sealed class ServiceRevisedConsumer(Generations generations) : IConsumer<ServiceRevised>
{
    public Task Consume(ConsumeContext<ServiceRevised> context)
    {
        _ = context.Message.Findings.Count;   // unpacked here, beside other parts, and not where one waits for the other
        return generations.Accept(context.Message, context.CancellationToken);
    }
}
