using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Contracts.Kpi;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

[Collection(InboxTests.Name)]
public sealed class ProgressTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_submission_is_processed_with_its_counts_only_once_the_kpis_show_it()
    {
        await using var ingestion = await Start(new FakePlatform { CommitsAt = 7 });
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));
        await Eventually.Be(() => Left(ingestion), left => left == 0);
        await ingestion.Show("shop", 6);
        await ingestion.Show("cart", 9);

        var before = await ingestion.Get(answer.Location!);
        await ingestion.Show("shop", 7);
        var after = await ingestion.Until(answer.Id, "processed");

        Assert.Equal(("accepted", null), ((string?)before.Body["status"], before.Body["counts"]));
        Assert.Equal((3, 2, 1), ((int)after.Body["counts"]!["results"]!, (int)after.Body["counts"]!["new"]!, (int)after.Body["counts"]!["reopened"]!));
    }

    [Fact]
    public async Task A_submission_is_processed_only_once_every_replica_that_is_alive_shows_it()
    {
        await using var ingestion = await Start(new FakePlatform { CommitsAt = 7 });
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));
        await ingestion.Show("shop", 6, replica: "other");
        await ingestion.Show("shop", 7);
        await Eventually.Be(() => Left(ingestion), left => left == 0);

        var before = await ingestion.Get(answer.Location!);
        await ingestion.Show("shop", 7, replica: "other");
        await ingestion.Until(answer.Id, "processed");

        Assert.Equal("accepted", (string?)before.Body["status"]);
    }

    [Fact]
    public async Task A_replica_that_fell_silent_holds_nothing_up()
    {
        await using var ingestion = await Start(new FakePlatform { CommitsAt = 7 });
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));
        await ingestion.Show("shop", 6, replica: "other");
        await ingestion.Show("shop", 7);

        await ingestion.Scalar<string>("update ingestion.replica set heard_at = now() - interval '11 seconds' where replica = 'other' returning replica");

        await ingestion.Until(answer.Id, "processed");
    }

    [Fact]
    public async Task A_revision_that_is_applied_before_its_commit_is_heard_counts_all_the_same()
    {
        await using var ingestion = await Start(new FakePlatform());
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));
        await ingestion.Hears(1);
        await ingestion.Show("shop", 7);

        await ingestion.Publish(FakePlatform.Commit(ingestion.Behind.Heard[0], 7));

        await ingestion.Until(answer.Id, "processed");
    }

    [Fact]
    public async Task A_lost_revision_is_asked_for()
    {
        await using var ingestion = await Start(new FakePlatform { CommitsAt = 7, AppliedWhenAsked = 7 });
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));

        await ingestion.Until(answer.Id, "processed");
    }

    [Fact]
    public async Task An_event_is_sent_again_until_it_is_committed_and_never_after()
    {
        await using var ingestion = await Start(new FakePlatform { AppliedWhenAsked = 1 });
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));
        await ingestion.Hears(2);

        ingestion.Behind.CommitsAt = 1;
        await ingestion.Until(answer.Id, "processed");

        Assert.Equal(0, await Left(ingestion));
        Assert.All(ingestion.Behind.Heard, m => Assert.Equal(answer.Id, m.Header.Submission));
    }

    [Fact]
    public async Task What_was_pending_when_a_process_ended_is_sent_by_the_next()
    {
        var database = await postgres.CreateDatabaseAsync();
        Answer answer;
        await using (var first = await IngestionProcess.StartAsync(database, new FakePlatform()))
        {
            answer = await first.PostEvent(IngestionProcess.Deployment("1"));
            await first.Hears(1);
        }
        await using var second = await IngestionProcess.StartAsync(database, new FakePlatform { CommitsAt = 1, AppliedWhenAsked = 1 });

        await second.Until(answer.Id, "processed");
        Assert.Equal("1", Assert.IsType<ReleaseDeployed>(second.Behind.Heard[0]).Header.Id);
    }

    [Fact]
    public async Task A_batch_is_processed_when_all_its_accepted_events_are()
    {
        await using var ingestion = await Start(new FakePlatform { CommitsAt = 3 });
        var answer = await ingestion.PostBatch(IngestionProcess.Deployment("1"), IngestionProcess.Deployment("1"), IngestionProcess.Deployment("2", service: "cart"));
        await Eventually.Be(() => Left(ingestion), left => left == 0);
        await ingestion.Show("shop", 3);

        var half = await Eventually.Be(() => ingestion.Get(answer.Location!), a => a.Items.First() == "processed");
        await ingestion.Show("cart", 3);
        var whole = await ingestion.Until(answer.Id, "processed");

        Assert.Equal("accepted", (string?)half.Body["status"]);
        Assert.Equal(["processed", "duplicate", "processed"], whole.Items);
        Assert.Equal(6, (int)whole.Body["counts"]!["results"]!);
    }

    [Fact]
    public async Task Events_of_one_service_are_sent_in_the_order_of_their_acceptance()
    {
        await using var ingestion = await Start(new FakePlatform { CommitsAt = 1 });
        for (var i = 0; i < 30; i++)
        {
            await ingestion.PostEvent(IngestionProcess.Deployment($"{i}"));
        }
        await Eventually.Be(() => Left(ingestion), left => left == 0);

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i}"), ingestion.Behind.Heard.Select(m => m.Header.Id).Distinct());
    }

    [Fact]
    public async Task A_consumer_that_answers_nothing_is_not_flooded()
    {
        await using var ingestion = await Start(new FakePlatform());
        await ingestion.PostBatch([.. Enumerable.Range(0, 3000).Select(i => IngestionProcess.Deployment($"{i}"))]);
        await ingestion.Hears(1000);

        Assert.Equal(1000, ingestion.Behind.Heard.Select(m => m.Header.Id).Distinct().Count());
        ingestion.Behind.CommitsAt = 1;
        await Eventually.Be(() => Left(ingestion), left => left == 0);
        Assert.Equal(3000, ingestion.Behind.Heard.Select(m => m.Header.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_unknown_submission_is_not_found()
    {
        await using var ingestion = await Start(new FakePlatform());

        Assert.Equal(404, (await ingestion.Get($"/v1/submissions/{Guid.NewGuid()}")).Status);
    }

    private async Task<IngestionProcess> Start(FakePlatform behind) => await IngestionProcess.StartAsync(await postgres.CreateDatabaseAsync(), behind);

    private static Task<long> Left(IngestionProcess ingestion) => ingestion.Scalar<long>("select count(*) from ingestion.outbox");
}
