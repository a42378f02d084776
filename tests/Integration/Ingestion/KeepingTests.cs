using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

/// <summary>How long the inbox keeps what it no longer works on.</summary>
[Collection(InboxTests.Name)]
public sealed class KeepingTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Bodies_are_kept_as_long_as_the_configuration_says()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var keeps = await IngestionProcess.StartAsync(database, new FakePlatform()))
        {
            await keeps.PostEvent(IngestionProcess.Deployment("1"));
            Assert.Equal(1, await keeps.Scalar<long>("select count(*) from ingestion.payload"));
        }
        await using var forgets = await IngestionProcess.StartAsync(database, new FakePlatform(), ("Ingestion:KeepPayloads", "00:00:00"));

        await Eventually.Be(() => forgets.Scalar<long>("select count(*) from ingestion.payload"), kept => kept == 0);
        Assert.Equal(1, await forgets.Scalar<long>("select count(*) from ingestion.item"));
    }

    [Fact]
    public async Task What_was_processed_or_refused_is_forgotten_in_time_and_what_still_waits_is_not()
    {
        var database = await postgres.CreateDatabaseAsync();
        string waiting;
        await using (var keeps = await IngestionProcess.StartAsync(database, new FakePlatform { CommitsAt = 1, AppliedWhenAsked = 1 }))
        {
            var processed = (await keeps.PostEvent(IngestionProcess.Deployment("1"))).Body["id"]!;
            await Eventually.Be(async () => (string?)(await keeps.Get($"/v1/submissions/{processed}")).Body["status"], status => status == "processed");
            Assert.NotEqual(202, (await keeps.PostEvent(new { })).Status);
            keeps.Behind.CommitsAt = null;
            waiting = $"{(await keeps.PostEvent(IngestionProcess.Deployment("2"))).Body["id"]}";
        }
        await using var forgets = await IngestionProcess.StartAsync(database, new FakePlatform(), ("Ingestion:KeepSubmissions", "00:00:00"));

        await Eventually.Be(() => forgets.Scalar<long>("select count(*) from ingestion.dead_letter"), kept => kept == 0);
        Assert.Equal(waiting, $"{await forgets.Scalar<Guid>("select id from ingestion.submission")}");
        Assert.Equal(1, await forgets.Scalar<long>("select count(*) from ingestion.outbox"));
        Assert.Equal("accepted", (string?)(await forgets.PostEvent(IngestionProcess.Deployment("1"))).Body["status"]);
    }
}
