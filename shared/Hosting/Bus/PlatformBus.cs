using MassTransit;
using MetricsPlatform.Hosting.Defaults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MetricsPlatform.Hosting.Bus;

/// <summary>The bus of one process: RabbitMQ where <c>Bus:Url</c> (amqp://…) is set, else in memory.</summary>
/// <remarks>The bus may lose what it holds: the inbox sends again, the event log publishes again, Kpi asks for what it misses.</remarks>
public static class PlatformBus
{
    /// <summary>After two of them without a sign from the broker the connection counts as lost.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Adds a service's consumers; call before <see cref="AddPlatformBus"/>.</summary>
    public static void AddBusModule(this IHostApplicationBuilder builder, IBusModule module) => builder.Services.AddSingleton(module);

    /// <summary>Starts one bus with every module added so far.</summary>
    public static void AddPlatformBus(this IHostApplicationBuilder builder)
    {
        var modules = builder.Services.Select(s => s.ImplementationInstance).OfType<IBusModule>().ToList();
        var url = builder.Configuration["Bus:Url"];
        builder.Services.AddSingleton<MessageSender>();
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(o =>
        {
            // In memory: what is published before the queues are bound would be lost. RabbitMQ may be away, and the host starts without it.
            o.WaitUntilStarted = url is null;
            o.StopTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.AddHealthChecks().Add(new(
            "bus", services => new BusHealth(services.GetRequiredService<IBusControl>(), url is null ? null : new Uri(url), modules.Exists(m => m.ServesWithoutBus)),
            failureStatus: null, tags: [PlatformHealth.Ready]));
        builder.Services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.ConfigureHealthCheckOptions(o =>
            {
                // Not for /health/ready: BusHealth says the same in other words.
                o.Tags.Clear();
                o.Tags.Add("masstransit");
            });
            modules.ForEach(m => m.AddConsumers(x));
            if (url is null)
            {
                x.UsingInMemory((context, bus) => modules.ForEach(m => m.AddEndpoints(context, bus)));
            }
            else
            {
                builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<BusWatch>(services, new Uri(url)));
                x.UsingRabbitMq((context, bus) =>
                {
                    var port = ActivatorUtilities.CreateInstance<BrokerPort>(context, new Uri(url));
                    bus.Host(new Uri(url), host =>
                    {
                        host.Heartbeat(Heartbeat);
                        host.OnRefreshConnectionFactory = _ => port.Answers();
                    });
                    modules.ForEach(m => m.AddEndpoints(context, bus));
                });
            }
        });
    }
}
