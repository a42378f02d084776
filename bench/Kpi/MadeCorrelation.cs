using MassTransit;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Hosting.Bus;

namespace MetricsPlatform.Bench.Kpi;

/// <summary>Correlation's half of the catch-up protocol, with states that are made when they are asked for.</summary>
internal sealed class MadeCorrelation(Population population) : IBusModule
{
    private const long Revision = 1;
    private readonly Dictionary<string, MadeService> services = population.Services.ToDictionary(s => s.Name);

    public void AddConsumers(IBusRegistrationConfigurator consumers)
    {
    }

    public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus) => bus.ReceiveEndpoint("correlation-states", endpoint =>
    {
        endpoint.ConcurrentMessageLimit = 2;   // as Correlation does
        endpoint.Handler<ServicesRequested>(c => Reply(c, c.Message.ReplyTo, new ServicesListed([.. services.Keys.Select(s => new ServiceRevision(s, Revision))])));
        endpoint.Handler<StatesRequested>(async c =>
        {
            foreach (var part in services[c.Message.Service].Parts(c.Message.Since, Revision))
            {
                await Reply(c, c.Message.ReplyTo, part);
            }
        });
    });

    private static async Task Reply<T>(ConsumeContext context, string replyTo, T message) where T : class =>
        await (await context.GetSendEndpoint(new Uri($"exchange:{replyTo}"))).Send(message, context.CancellationToken);
}
