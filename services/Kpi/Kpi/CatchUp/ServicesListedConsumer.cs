using MassTransit;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>In: the newest revision of every service. Out: requests for what is missing here.</summary>
public sealed class ServicesListedConsumer(StateLoader loaded, KpiStates states, CorrelationRequests requests, CatchUpProgress progress) : IConsumer<ServicesListed>
{
    public async Task Consume(ConsumeContext<ServicesListed> context)
    {
        await loaded.Done(context.CancellationToken);
        progress.Listed(context.Message.Services);
        foreach (var (service, revision) in context.Message.Services)
        {
            var applied = states.AppliedRevisionOf(service);
            if (applied < revision)
            {
                await requests.AskForStates(service, applied, context.CancellationToken);
            }
        }
    }
}
