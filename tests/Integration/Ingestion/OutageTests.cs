using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

/// <summary>With a server of its own, which goes away.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Without_postgresql_nothing_is_accepted_and_the_sender_is_told_to_come_back()
    {
        var postgres = new PostgresFixture();
        await postgres.InitializeAsync();
        try
        {
            await using var ingestion = await IngestionProcess.StartAsync(await postgres.CreateDatabaseAsync(), new FakePlatform());
            await postgres.StopAsync();

            var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));

            Assert.Equal((503, "5"), (answer.Status, answer.RetryAfter));
        }
        finally
        {
            await postgres.DisposeAsync();
        }
    }
}
