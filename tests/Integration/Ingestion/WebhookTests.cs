using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MetricsPlatform.Hosting.Access.Limits;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

/// <summary>Webhooks as they come over HTTP.</summary>
[Collection(InboxTests.Name)]
public sealed class WebhookTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Issue = """
        { "action": "labeled", "repository": { "full_name": "acme/shop" },
          "issue": { "number": 7, "title": "CVE-2021-44228", "state": "open", "labels": [{ "name": "security" }], "updated_at": "2026-01-05T10:00:00Z" } }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("connections");
    private IngestionProcess ingestion = null!;

    private string SecretFile => Path.Combine(folder.FullName, "secret");

    private string CatalogueFile => Path.Combine(folder.FullName, "platform.yaml");

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(SecretFile, "swordfish\n");
        await File.WriteAllTextAsync(CatalogueFile, $"""
            connections:
              acme:
                kind: github
                secrets: [{"{"} file: {SecretFile} {"}"}, {"{"} file: {SecretFile}.next {"}"}]
                services: {"{"} acme/shop: shop {"}"}
            """);
        ingestion = await IngestionProcess.StartAsync(await postgres.CreateDatabaseAsync(), new FakePlatform(), ("Catalogue:File", CatalogueFile));
    }

    public async Task DisposeAsync()
    {
        await ingestion.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_signed_becomes_an_event_like_any_other()
    {
        var answer = await Post(Issue, "swordfish");

        Assert.Equal((202, "accepted"), (answer.Status, (string?)answer.Body["status"]));
        var item = (await ingestion.Get(answer.Location!)).Body["items"]![0]!;
        Assert.Equal(
            ("/v1/webhooks/github/acme", "metricsplatform.ticket.changed.v1", "shop"), ((string?)item["source"], (string?)item["type"], (string?)item["service"]));
    }

    [Fact]
    public async Task A_delivery_that_comes_again_is_a_repeat()
    {
        var first = await Post(Issue, "swordfish", delivery: "1");
        var again = await Post(Issue, "swordfish", delivery: "2");

        Assert.Equal((202, "duplicate", first.Id), (again.Status, (string?)again.Body["status"], again.Id));
        Assert.Equal(1, await ingestion.Scalar<long>("select count(*) from ingestion.outbox"));
    }

    [Fact]
    public async Task A_second_secret_is_as_good_as_the_first_and_a_file_may_change_at_any_time()
    {
        Assert.Equal(401, (await Post(Issue, "marlin")).Status);

        await File.WriteAllTextAsync($"{SecretFile}.next", "marlin");
        Assert.Equal(202, (await Post(Issue, "marlin")).Status);
        Assert.Equal(202, (await Post(Issue, "swordfish")).Status);

        await File.WriteAllTextAsync(SecretFile, "tuna");
        Assert.Equal(401, (await Post(Issue, "swordfish")).Status);
    }

    [Fact]
    public async Task An_address_that_signs_wrongly_too_often_is_told_to_wait_and_what_is_signed_rightly_is_taken_all_the_same()
    {
        for (var i = 0; i < new LimitOptions().FailuresPerMinute; i++)
        {
            await Post(Issue, "wrong", connection: i % 2 == 0 ? "acme" : "nobody");
        }
        var refused = new[] { await Post(Issue, "wrong"), await Post(Issue, "wrong", connection: "nobody") };

        Assert.All(refused, answer => Assert.Equal((429, "5", "too_many_failures"), (answer.Status, answer.RetryAfter, (string?)answer.Body["reason"])));
        Assert.Equal(202, (await Post(Issue, "swordfish")).Status);
    }

    [Fact]
    public async Task A_wrong_signature_and_a_connection_that_nobody_knows_are_answered_alike()
    {
        var answers = new[]
        {
            await Post(Issue, "wrong"),
            await Post(Issue, "swordfish", connection: "nobody"),
            await Post(Issue, "swordfish", kind: "gitlab"),
            await ingestion.Post("/v1/webhooks/github/acme", "application/json", Issue),
        };

        Assert.All(answers, answer => Assert.Equal(401, answer.Status));
        Assert.All(answers, answer => answer.Body.AsObject().Remove("traceId"));   // each request's own
        Assert.Single(answers.Select(answer => answer.Body.ToJsonString()).Distinct());
        Assert.Equal(0, await ingestion.Scalar<long>("select (select count(*) from ingestion.submission) + (select count(*) from ingestion.dead_letter)"));
    }

    [Fact]
    public async Task A_body_that_was_changed_on_the_way_is_not_taken()
    {
        using var content = Content(Issue.Replace("open", "closed", StringComparison.Ordinal), Sign(Issue, "swordfish"), "issues", "1");
        using var response = await ingestion.Http.PostAsync(new Uri("/v1/webhooks/github/acme", UriKind.Relative), content);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("push", Issue, "unknown_event")]
    [InlineData("issues", """{ "repository": { "full_name": "acme/payroll" } }""", "unmapped")]
    [InlineData("issues", """{ "repository": { "full_name": "acme/shop" }, "issue": { "number": 1 } }""", "no_security_ticket")]
    public async Task What_nothing_follows_from_is_acknowledged_with_the_reason(string name, string json, string reason)
    {
        var answer = await Post(json, "swordfish", name: name);

        Assert.Equal((202, "unused", reason), (answer.Status, (string?)answer.Body["items"]![0]!["status"], (string?)answer.Body["items"]![0]!["because"]!["reason"]));
        Assert.Contains($"type=\"github.{name}\",reason=\"{reason}\"", await Metrics(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_and_leaves_a_dead_letter_without_a_secret_in_it()
    {
        var answer = await Post("""{ "repository": { "full_name": "acme/shop" }, "issue": {} }""", "swordfish");

        Assert.Equal((400, "missing_field", "/issue/number"), (answer.Status, (string?)answer.Body["reason"], (string?)answer.Body["pointer"]));
        var letter = (await ingestion.Get("/v1/dead-letters")).Body["items"]![0]!;
        Assert.Equal(("/v1/webhooks/github/acme", "connection acme"), ((string?)letter["source"], (string?)letter["publishedBy"]));
    }

    [Fact]
    public async Task The_payload_is_kept_without_signature_or_token()
    {
        var answer = await Post(Issue, "swordfish");

        var kept = await ingestion.Scalar<string>($"select parameters::text from ingestion.submission where id = '{answer.Id}'");
        Assert.Contains("issues", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Sign(Issue, "swordfish"), kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_added_is_listened_to_without_a_restart()
    {
        Assert.Equal(401, (await Post(Issue, "swordfish", connection: "second")).Status);
        await File.AppendAllTextAsync(CatalogueFile, $$"""

              second: { kind: github, secrets: [{ file: {{SecretFile}} }], services: { "*": shop } }
            """);

        await Eventually.Be(async () => (await Post(Issue, "swordfish", connection: "second")).Status, status => status == 202);
    }

    [Fact]
    public async Task What_is_compressed_or_for_a_sender_that_nobody_knows_is_not_read()
    {
        var packed = await ingestion.Post("/v1/webhooks/github/acme", "application/json", Issue, headers => headers.Headers.ContentEncoding.Add("gzip"));

        Assert.Equal((415, 404), (packed.Status, (await Post(Issue, "swordfish", kind: "bitbucket")).Status));
    }

    private async Task<Answer> Post(string json, string secret, string name = "issues", string kind = "github", string connection = "acme", string delivery = "1")
    {
        using var content = Content(json, Sign(json, secret), name, delivery);
        using var response = await ingestion.Http.PostAsync(new Uri($"/v1/webhooks/{kind}/{connection}", UriKind.Relative), content);
        return await Answer.Of(response);
    }

    private static StringContent Content(string json, string signature, string name, string delivery)
    {
        var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        content.Headers.Add("X-GitHub-Event", name);
        content.Headers.Add("X-GitHub-Delivery", delivery);
        content.Headers.Add("X-Hub-Signature-256", signature);
        return content;
    }

    private static string Sign(string json, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(json)));

    private static async Task<string> Metrics()
    {
        using var text = new MemoryStream();
        await Prometheus.Metrics.DefaultRegistry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
