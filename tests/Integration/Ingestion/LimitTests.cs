using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

[Collection(InboxTests.Name)]
public sealed class LimitTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("Ingestion:MaxPendingEvents", "2")]
    [InlineData("Ingestion:MaxPendingBytes", "400")]   // two deployments are longer, one is not
    public async Task A_sender_is_told_to_come_back_while_too_much_waits_and_is_let_in_when_it_is_worked_off(string limit, string value)
    {
        await using var ingestion = await IngestionProcess.StartAsync(await postgres.CreateDatabaseAsync(), new FakePlatform(), (limit, value));
        Assert.Equal(202, (await ingestion.PostEvent(IngestionProcess.Deployment("1"))).Status);
        // Measured while the first came in, it may count twice until the next measuring.
        await Eventually.Be(async () => (await ingestion.PostEvent(IngestionProcess.Deployment("2"))).Status, status => status == 202);

        var third = await ingestion.PostEvent(IngestionProcess.Deployment("3"));
        Assert.Equal((429, "5", "inbox_full"), (third.Status, third.RetryAfter, (string?)third.Body["reason"]));
        Assert.Equal(429, (await ingestion.Post("/v1/scans?service=shop", "application/sarif+json", "{}")).Status);
        Assert.Equal(2, await ingestion.Scalar<long>("select count(*) from ingestion.item"));

        ingestion.Behind.CommitsAt = 1;
        await Eventually.Be(async () => (await ingestion.PostEvent(IngestionProcess.Deployment("3"))).Status, status => status == 202);
    }
}
