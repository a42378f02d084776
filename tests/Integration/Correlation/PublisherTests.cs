using System.Collections.Concurrent;
using MassTransit;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Tests.Integration.Fixtures;
using Npgsql;

namespace MetricsPlatform.Tests.Integration.Correlation;

[Collection(PostgresTests.Name)]
public sealed class PublisherTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_fact_that_cannot_be_read_stops_the_publisher_and_ready_says_why_until_it_is_mended()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var before = await CorrelationProcess.Start(database);
        await before.Correlator.Correlate(CorrelationProcess.Deployment("shop", "1.0"), CancellationToken.None);
        await before.DisposeAsync();
        await Execute(database, "update correlation.mt_events set data = data || '{\"touched\": \"not a set\"}' where type = 'revision_made'");
        await Execute(database, "delete from correlation.mt_event_progression where name = 'revisions:All'");

        var ear = new Ear();
        await using var correlation = await CorrelationProcess.Start(database, ear);
        await Eventually.Be(async () => await (await correlation.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync(), text => text.Contains("No revision after event", StringComparison.Ordinal));
        Assert.Empty(ear.Heard);

        await Execute(database, "update correlation.mt_events set data = data || '{\"touched\": \"\"}' where type = 'revision_made'");
        await Eventually.Be(() => Task.FromResult(ear.Heard.Count), heard => heard > 0);
        await Eventually.Be(() => correlation.Http.GetAsync("/health/ready"), answer => answer.IsSuccessStatusCode);
    }

    private static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Ear : IBusModule
    {
        public ConcurrentQueue<ServiceRevised> Heard { get; } = new();

        public void AddConsumers(IBusRegistrationConfigurator consumers)
        {
        }

        public void AddEndpoints(IBusRegistrationContext context, IBusFactoryConfigurator bus) => bus.ReceiveEndpoint("ear", endpoint => endpoint.Handler<ServiceRevised>(c =>
        {
            Heard.Enqueue(c.Message);
            return Task.CompletedTask;
        }));
    }
}
