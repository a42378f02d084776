using MetricsPlatform.Hosting.Bus;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

/// <summary>Messages that cannot be worked off, over the bus in memory.</summary>
[Collection(InboxTests.Name)]
public sealed class DeadLetterTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_event_that_fails_for_good_waits_as_a_dead_letter_and_is_worked_off_when_it_is_sent_again()
    {
        await using var ingestion = await Start(new FakePlatform { Fails = true, CommitsAt = 1, AppliedWhenAsked = 1 });
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));

        var letter = await ingestion.DeadLetter(l => true);
        Assert.Equal(
            ("message", "failed", "InvalidOperationException: Nobody thought of that."),
            ((string?)letter["kind"], (string?)letter["error"]!["reason"], (string?)letter["error"]!["message"]));
        Assert.Equal((ServicePartition.QueueOf("shop"), 1), ((string?)letter["message"]!["queue"], (int)letter["message"]!["times"]!));
        Assert.Equal(
            (answer.Id, 0, "/ci", "1", "metricsplatform.release.deployed.v1", "shop"),
            ((Guid)letter["submission"]!, (int)letter["index"]!, (string?)letter["source"], (string?)letter["eventId"], (string?)letter["type"], (string?)letter["service"]));
        Assert.Contains("\"version\": \"1.0\"", (string?)letter["excerpt"], StringComparison.Ordinal);
        var waiting = await ingestion.Get(answer.Location!);
        Assert.Equal(("accepted", (long)letter["id"]!), ((string?)waiting.Body["status"], (long)waiting.Body["items"]![0]!["deadLetter"]!));

        ingestion.Behind.Fails = false;
        var again = await ingestion.Redrive(letter);
        await ingestion.Until(answer.Id, "processed");

        Assert.Equal(202, again.Status);
        Assert.NotNull((string?)again.Body["message"]!["redrivenAt"]);
        Assert.Empty((await ingestion.Get("/v1/dead-letters")).Body["items"]!.AsArray());
    }

    [Fact]
    public async Task A_dead_event_does_not_hold_up_others_and_is_not_sent_again_by_itself()
    {
        await using var ingestion = await Start(new FakePlatform { Fails = true, CommitsAt = 1, AppliedWhenAsked = 1 });
        await ingestion.PostEvent(IngestionProcess.Deployment("1"));
        await ingestion.DeadLetter(l => true);

        ingestion.Behind.Fails = false;
        var other = await ingestion.PostEvent(IngestionProcess.Deployment("2"));
        await ingestion.Until(other.Id, "processed");

        Assert.Equal(["2"], ingestion.Behind.Heard.Select(m => m.Header.Id).Distinct());
        Assert.True(await ingestion.Scalar<bool>("select bool_and(next_attempt = 'infinity') from ingestion.outbox"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_byte_for_byte_and_sent_again_as_it_came()
    {
        await using var ingestion = await Start(new FakePlatform());
        await ingestion.Send("correlation-5", "{\"messageType\":[\"urn:message:Some:Thing\"],\"message\":{\"service\":\"shop\"},, and so on");

        var letter = await ingestion.DeadLetter(l => true);
        Assert.Equal(("unreadable", "correlation-5"), ((string?)letter["error"]!["reason"], (string?)letter["message"]!["queue"]));
        Assert.EndsWith(",, and so on", (string?)letter["excerpt"], StringComparison.Ordinal);

        Assert.Equal(202, (await ingestion.Redrive(letter)).Status);
        var second = await ingestion.DeadLetter(l => (long)l["id"]! > (long)letter["id"]!);
        Assert.Equal((string?)letter["excerpt"], (string?)second["excerpt"]);
    }

    [Fact]
    public async Task A_message_that_nobody_there_hears_is_a_dead_letter_and_the_same_about_a_service_counts_up()
    {
        await using var ingestion = await Start(new FakePlatform());
        const string Stray = "{\"messageType\":[\"urn:message:Some:Thing\"],\"message\":{\"service\":\"shop\"}}";
        await ingestion.Send("correlation-5", Stray);
        await ingestion.Send("correlation-5", Stray);

        var letter = await ingestion.DeadLetter(l => (int)l["message"]!["times"]! == 2);

        Assert.Equal(("unexpected", "Thing", "shop"), ((string?)letter["error"]!["reason"], (string?)letter["type"], (string?)letter["service"]));
        Assert.Single((await ingestion.Get("/v1/dead-letters?kind=message")).Body["items"]!.AsArray());
        Assert.Empty((await ingestion.Get("/v1/dead-letters?kind=refused")).Body["items"]!.AsArray());
        Assert.Equal(400, (await ingestion.Get("/v1/dead-letters?kind=lost")).Status);
    }

    [Fact]
    public async Task What_was_refused_is_not_sent_again()
    {
        await using var ingestion = await Start(new FakePlatform());
        await ingestion.PostEvent(new { id = "1" });

        Assert.Equal(409, (await ingestion.Redrive(await ingestion.DeadLetter(l => (string?)l["kind"] == "refused"))).Status);
        Assert.Equal(404, (await ingestion.Post("/v1/dead-letters/4711/redrive", "application/json", "")).Status);
    }

    private async Task<IngestionProcess> Start(FakePlatform behind) => await IngestionProcess.StartAsync(await postgres.CreateDatabaseAsync(), behind);
}
