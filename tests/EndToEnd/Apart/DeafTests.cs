using MassTransit;
using MassTransit.RabbitMqTransport;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>A process whose client waits for good for what the broker never answered.</summary>
public sealed class DeafTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private RabbitMqServer broker = null!;

    public async Task InitializeAsync()
    {
        broker = await RabbitMqServer.Create();
        await broker.Start();
    }

    public Task DisposeAsync() => broker.DisposeAsync().AsTask();

    [Fact]
    public async Task A_process_that_does_not_hear_what_can_be_heard_ends_and_says_that_it_failed()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker.Url) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await using var app = Deaf(await postgres.CreateDatabase());
        var running = app.RunPlatformAsync();

        // It waits as long as nobody could hear the queue.
        Assert.NotSame(running, await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(6))));
        await channel.QueueDeclareAsync("deaf", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });

        Assert.Equal(1, await running.WaitAsync(TimeSpan.FromSeconds(60)));
        Environment.ExitCode = 0;   // this process's own
    }

    private WebApplication Deaf(string database)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bus:Url"] = broker.Url, ["Bus:Patience"] = "00:00:01", ["urls"] = "http://127.0.0.1:0", ["Access:Open"] = "true", ["ConnectionStrings:Postgres"] = database,
        });
        builder.AddPlatformDefaults("deaf");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddBusModule(new DeafModule());
        builder.AddPlatformBus();
        return builder.Build();
    }

    /// <summary>Before it declares its queue it waits for ever.</summary>
    private sealed class DeafModule : IBusModule, IFilter<ChannelContext>
    {
        public void AddConsumers(IBusRegistrationConfigurator consumers)
        {
        }

        public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus) => bus.ReceiveEndpoint("deaf", endpoint =>
            endpoint.OnRabbitMq(queue => queue.ConfigureChannel(channel => channel.UseFilter(this))));

        public Task Send(ChannelContext context, IPipe<ChannelContext> next) => Task.Delay(Timeout.Infinite, context.CancellationToken);

        public void Probe(ProbeContext context) => context.CreateFilterScope("deaf");
    }
}
