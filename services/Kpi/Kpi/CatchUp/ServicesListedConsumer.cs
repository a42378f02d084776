using MassTransit;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>In: the newest revision of every service. Out: requests for what is missing here.</summary>
public sealed class ServicesListedConsumer(Generations generations, CatchUpProgress progress) : IConsumer<ServicesListed>
{
    public Task Consume(ConsumeContext<ServicesListed> context)
    {
        progress.Listed(context.Message.Services);
        return generations.Listed(context.Message.Services, context.CancellationToken);
    }
}
