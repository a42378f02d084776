using System.IO.Compression;
using System.Text;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

[Collection(InboxTests.Name)]
public sealed class EventTests(PostgresFixture postgres) : IAsyncLifetime
{
    private IngestionProcess ingestion = null!;

    public async Task InitializeAsync() => ingestion =
        await IngestionProcess.StartAsync(await postgres.CreateDatabaseAsync(), new FakePlatform(), ("Ingestion:MaxBodyBytes", "2000000"));

    public Task DisposeAsync() => ingestion.DisposeAsync().AsTask();

    [Fact]
    public async Task An_accepted_event_has_a_submission_with_a_location()
    {
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1"));

        Assert.Equal((202, "accepted", $"/v1/submissions/{answer.Id}"), (answer.Status, (string?)answer.Body["status"], answer.Location));
        Assert.Equal("accepted", (string?)(await ingestion.Get(answer.Location!)).Body["status"]);
    }

    [Fact]
    public async Task A_repeat_is_acknowledged_with_the_first_submission_and_sent_only_once()
    {
        var first = await ingestion.PostEvent(IngestionProcess.Deployment("1"));
        var again = await ingestion.PostEvent(IngestionProcess.Deployment("1"));

        Assert.Equal((202, "duplicate", first.Id), (again.Status, (string?)again.Body["status"], again.Id));
        Assert.Equal(1, await ingestion.Scalar<long>("select count(*) from ingestion.submission"));
        Assert.Equal(1, await ingestion.Scalar<long>("select count(*) from ingestion.outbox"));
    }

    [Fact]
    public async Task The_same_source_and_id_with_other_content_is_a_conflict_and_leaves_a_dead_letter()
    {
        await ingestion.PostEvent(IngestionProcess.Deployment("1", "1.0"));
        var other = await ingestion.PostEvent(IngestionProcess.Deployment("1", "2.0"));

        Assert.Equal((409, "conflict"), (other.Status, (string?)other.Body["reason"]));
        Assert.Equal("rejected", (string?)(await ingestion.Get($"/v1/submissions/{other.Id}")).Body["status"]);
        var letter = (await ingestion.Get("/v1/dead-letters")).Body["items"]![0]!;
        Assert.Equal(("1", "conflict"), ((string?)letter["eventId"], (string?)letter["error"]!["reason"]));
        Assert.Contains("\"2.0\"", (string?)letter["excerpt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_equal_events_at_once_one_is_accepted_and_the_others_are_repeats_of_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ingestion.PostEvent(IngestionProcess.Deployment("1"))));

        Assert.All(answers, a => Assert.Equal(202, a.Status));
        Assert.Single(answers, a => (string?)a.Body["status"] == "accepted");
        Assert.Single(answers.Select(a => a.Id).Distinct());
    }

    [Fact]
    public async Task Batches_with_the_same_events_in_opposite_order_do_not_block_each_other()
    {
        var events = Enumerable.Range(0, 300).Select(i => IngestionProcess.Deployment($"{i}")).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ingestion.PostBatch(i % 2 == 0 ? events : [.. events.Reverse()])));

        Assert.All(answers, a => Assert.Equal(202, a.Status));
        Assert.Equal(300, answers.Sum(a => a.Items.Count(i => i == "accepted")));
        Assert.Equal(300, await ingestion.Scalar<long>("select count(*) from ingestion.outbox"));
    }

    [Fact]
    public async Task In_a_batch_each_event_stands_for_itself()
    {
        await ingestion.PostEvent(IngestionProcess.Deployment("known"));
        var answer = await ingestion.PostBatch(
            IngestionProcess.Deployment("new"),
            new { specversion = "1.0", id = "bad", source = "/ci", type = "metricsplatform.release.deployed.v1", time = "2026-01-05T10:00:00Z", data = new { service = "secret-shop" } },
            IngestionProcess.Deployment("known"),
            IngestionProcess.Deployment("new"),
            IngestionProcess.Deployment("new", "9.9"),
            new { specversion = "1.0", id = "x", source = "/ci", type = "com.example.unheard", time = "2026-01-05T10:00:00Z" });

        Assert.Equal(202, answer.Status);
        Assert.Equal(["accepted", "rejected", "duplicate", "duplicate", "rejected", "unused"], answer.Items);
        Assert.Equal("/1/data/version", (string?)answer.Body["items"]![1]!["error"]!["pointer"]);
        Assert.Equal(answer.Id, (Guid)answer.Body["items"]![3]!["submission"]!);
        Assert.Equal(answer.Items, (await ingestion.Get(answer.Location!)).Items);
    }

    [Fact]
    public async Task Nothing_of_a_refused_event_is_kept_but_its_dead_letter()
    {
        var answer = await ingestion.PostBatch(
            IngestionProcess.Deployment("1"),
            new { specversion = "1.0", id = "bad", source = "/ci", type = "metricsplatform.release.deployed.v1", time = "2026-01-05T10:00:00Z", data = new { service = "se[\"cret" } },
            IngestionProcess.Deployment("2"));

        var kept = await Payload(answer.Id);
        Assert.Equal(IngestionProcess.Json(new[] { IngestionProcess.Deployment("1"), null, IngestionProcess.Deployment("2") }), kept);
        Assert.Equal(2, await ingestion.Scalar<long>("select count(*) from ingestion.item"));
        var excerpt = (string?)(await ingestion.Get("/v1/dead-letters")).Body["items"]![0]!["excerpt"];
        Assert.StartsWith("{\"specversion\":\"1.0\",\"id\":\"bad\"", excerpt, StringComparison.Ordinal);
        Assert.EndsWith("}}", excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_which_nothing_is_good_is_refused_with_a_reason_for_each()
    {
        var answer = await ingestion.PostBatch(new { id = "1" }, 7);

        Assert.Equal((400, "all_refused"), (answer.Status, (string?)answer.Body["reason"]));
        Assert.Equal(["rejected", "rejected"], answer.Items);
        Assert.Equal(0, await ingestion.Scalar<long>("select count(*) from ingestion.submission"));
        Assert.Equal(2, await ingestion.Scalar<long>("select count(*) from ingestion.dead_letter"));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_refused_as_a_whole_and_names_the_line()
    {
        var answer = await ingestion.Post("/v1/events", "application/json", $"[\n{IngestionProcess.Json(IngestionProcess.Deployment("1"))},\n{{\"id\": ");

        Assert.Equal((400, "invalid_json", 3), (answer.Status, (string?)answer.Body["reason"], (int)answer.Body["line"]!));
        Assert.Equal(0, await ingestion.Scalar<long>("select count(*) from ingestion.item"));
        Assert.Equal(0, await ingestion.Scalar<long>("select count(*) from ingestion.outbox"));
    }

    [Fact]
    public async Task Binary_mode_takes_the_attributes_from_headers()
    {
        var answer = await ingestion.Post("/v1/events", "application/json", """{"service":"shop","version":"1.0"}""", headers =>
        {
            headers.Headers.Add("ce-specversion", "1.0");
            headers.Headers.Add("ce-id", "b1");
            headers.Headers.Add("ce-source", "/ci");
            headers.Headers.Add("ce-type", "metricsplatform.release.deployed.v1");
            headers.Headers.Add("ce-time", "2026-01-05T10:00:00Z");
        });

        Assert.Equal((202, "b1"), (answer.Status, (string?)answer.Body["items"]![0]!["id"]));
    }

    [Fact]
    public async Task Gzip_is_unpacked()
    {
        var answer = await ingestion.Post(
            "/v1/events", "application/cloudevents+json", Gzip(IngestionProcess.Json(IngestionProcess.Deployment("1"))), c => c.Headers.ContentEncoding.Add("gzip"));

        Assert.Equal(202, answer.Status);
    }

    [Theory]
    [InlineData("br", 415, "unsupported_encoding")]
    [InlineData("gzip", 400, "invalid_gzip")]
    public async Task A_body_that_is_not_what_its_encoding_says_is_refused(string encoding, int status, string reason)
    {
        var answer = await ingestion.Post("/v1/events", "application/json", "{}", c => c.Headers.ContentEncoding.Add(encoding));

        Assert.Equal((status, reason), (answer.Status, (string?)answer.Body["reason"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused_however_small_it_was_packed(bool packed)
    {
        var body = $"[{new string(' ', 2_000_000)}]";
        var answer = packed
            ? await ingestion.Post("/v1/events", "application/json", Gzip(body), c => c.Headers.ContentEncoding.Add("gzip"))
            : await ingestion.Post("/v1/events", "application/json", body);

        Assert.Equal((413, "too_large"), (answer.Status, (string?)answer.Body["reason"]));
    }

    [Fact]
    public async Task A_name_that_the_database_cannot_keep_is_a_refusal_and_no_failure()
    {
        var answer = await ingestion.PostEvent(IngestionProcess.Deployment("1", service: new string('\u4e16', 900)));

        Assert.Equal((400, "invalid_field"), (answer.Status, (string?)answer.Body["reason"]));
    }

    private async Task<string> Payload(Guid submission)
    {
        var bytes = await ingestion.Scalar<byte[]>($"select string_agg(bytes, '' order by block) from ingestion.payload where submission = '{submission}'");
        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }
        return packed.ToArray();
    }
}
