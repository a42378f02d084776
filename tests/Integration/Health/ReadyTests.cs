using System.Net;
using System.Net.Sockets;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Integration.Fixtures;
using MetricsPlatform.Tests.Integration.Ingestion;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MetricsPlatform.Tests.Integration.Health;

/// <summary>What <c>/health</c> says when something is away.</summary>
[Collection(PostgresTests.Name)]
public sealed class ReadyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Without_rabbitmq_ingestion_accepts_and_stays_ready_and_says_what_is_wrong()
    {
        var port = FreePort.Find();
        await using var ingestion = await IngestionProcess.StartAsync(
            await postgres.CreateDatabaseAsync(), new FakePlatform(), ("Bus:Url", $"amqp://guest:guest@127.0.0.1:{port}"));

        var ready = await ingestion.Get("/health/ready");

        Assert.Equal((200, "degraded"), (ready.Status, (string?)ready.Body["status"]));
        Assert.Equal($"RabbitMQ at 127.0.0.1:{port} does not answer; what was accepted waits in the inbox", (string?)ready.Body["checks"]!["bus"]!["reason"]);
        Assert.Equal(202, (await ingestion.PostEvent(IngestionProcess.Deployment("1"))).Status);
    }

    [Fact]
    public async Task Without_rabbitmq_a_service_that_only_hears_the_bus_is_not_ready()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = await postgres.CreateDatabaseAsync(), ["Bus:Url"] = $"amqp://127.0.0.1:{FreePort.Find()}", ["Access:Open"] = "true",
        });
        builder.AddPlatformDefaults("hearer");
        builder.AddBusModule(new FakePlatform());
        builder.AddPlatformBus();
        await using var app = builder.Build();

        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "bus");

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
    }

    [Fact]
    public async Task A_postgresql_that_hangs_is_not_waited_for()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var builder = WebApplication.CreateBuilder();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        builder.Configuration["ConnectionStrings:Postgres"] = $"Host=127.0.0.1;Port={port};Username=a;Timeout=1000;SSL Mode=Disable;GSS Encryption Mode=Disable";
        builder.AddPlatformDefaults("host");
        await using var app = builder.Build();

        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "postgres");

        Assert.Equal((HealthStatus.Unhealthy, "PostgreSQL does not answer within 5 s"), (report.Status, report.Entries["postgres"].Description));
    }

    [Fact]
    public async Task A_process_lives_while_it_answers_whatever_is_away()
    {
        var server = new PostgresFixture();
        await server.InitializeAsync();
        try
        {
            await using var ingestion = await IngestionProcess.StartAsync(await server.CreateDatabaseAsync(), new FakePlatform());
            Assert.Equal((200, "healthy"), Said(await ingestion.Get("/health/ready")));
            await server.StopAsync();

            var ready = await ingestion.Get("/health/ready");

            Assert.Equal((503, "unhealthy"), Said(ready));
            Assert.StartsWith("PostgreSQL does not answer: ", (string?)ready.Body["checks"]!["postgres"]!["reason"], StringComparison.Ordinal);
            Assert.Equal((200, "healthy"), Said(await ingestion.Get("/health/live")));
        }
        finally
        {
            await server.DisposeAsync();
        }

        static (int, string?) Said(Answer answer) => (answer.Status, (string?)answer.Body["status"]);
    }
}
