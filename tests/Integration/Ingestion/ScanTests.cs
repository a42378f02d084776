using System.Text;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

[Collection(InboxTests.Name)]
public sealed class ScanTests(PostgresFixture postgres) : IAsyncLifetime
{
    private IngestionProcess ingestion = null!;

    public async Task InitializeAsync() => ingestion = await IngestionProcess.StartAsync(await postgres.CreateDatabaseAsync(), new FakePlatform());

    public Task DisposeAsync() => ingestion.DisposeAsync().AsTask();

    [Fact]
    public async Task The_same_idempotency_key_with_the_same_report_is_one_submission()
    {
        var first = await Post("?service=shop&tool=semgrep", Sarif(3), "build-17");
        var again = await Post("?service=shop&tool=semgrep", Sarif(3), "build-17");

        Assert.Equal((202, "accepted"), (first.Status, (string?)first.Body["status"]));
        Assert.Equal((202, "duplicate", first.Id), (again.Status, (string?)again.Body["status"], again.Id));
        Assert.Equal(["duplicate"], again.Items);
    }

    [Theory]
    [InlineData("?service=shop", 4)]
    [InlineData("?service=cart", 3)]
    public async Task The_same_idempotency_key_with_other_content_is_a_conflict(string query, int results)
    {
        var first = await Post("?service=shop", Sarif(3), "build-17");
        var other = await Post(query, Sarif(results), "build-17");

        Assert.Equal((409, "conflict"), (other.Status, (string?)other.Body["reason"]));
        Assert.Contains(first.Id.ToString(), (string?)other.Body["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_same_report_is_another_scan()
    {
        var first = await Post("?service=shop", Sarif(3));
        var again = await Post("?service=shop", Sarif(3));

        Assert.NotEqual(first.Id, again.Id);
        Assert.Equal("accepted", (string?)again.Body["status"]);
    }

    [Fact]
    public async Task Of_many_equal_requests_with_one_key_at_once_one_is_accepted()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Post("?service=shop", Sarif(50), "build-17")));

        Assert.All(answers, a => Assert.Equal(202, a.Status));
        Assert.Single(answers, a => (string?)a.Body["status"] == "accepted");
        Assert.Single(answers.Select(a => a.Id).Distinct());
    }

    [Theory]
    [InlineData("", "service")]
    [InlineData("?service=shop&stage=moon", "stage")]
    [InlineData("?service=shop&complete=maybe", "complete")]
    [InlineData("?service=shop&time=2026-01-05T10:00:00", "time")]
    [InlineData("?service=shop&time=2999-01-05T10:00:00Z", "time")]
    [InlineData("?service=sh%00op", "service")]
    public async Task A_wrong_parameter_is_named(string query, string parameter)
    {
        var answer = await Post(query, Sarif(1));

        Assert.Equal(400, answer.Status);
        Assert.Contains($"'{parameter}'", (string?)answer.Body["detail"], StringComparison.Ordinal);
        Assert.Equal("rejected", (string?)(await ingestion.Get($"/v1/submissions/{answer.Id}")).Body["status"]);
    }

    [Fact]
    public async Task A_report_that_is_no_json_is_refused_and_nothing_of_it_is_accepted()
    {
        var answer = await Post("?service=shop", "{\n\"runs\": [");

        Assert.Equal(400, answer.Status);
        Assert.Equal(0, await ingestion.Scalar<long>("select count(*) from ingestion.submission"));
        Assert.Equal(1, await ingestion.Scalar<long>("select count(*) from ingestion.dead_letter"));
    }

    [Fact]
    public async Task A_large_report_reaches_correlation_whole_and_in_the_order_of_its_parts()
    {
        ingestion.Behind.CommitsAt = 1;
        var answer = await Post("?service=shop", Sarif(20_000));

        await Eventually.Be(() => ingestion.Scalar<long>("select count(*) from ingestion.outbox"), left => left == 0);
        var parts = ingestion.Behind.Heard.Cast<ScanPart>().DistinctBy(p => p.Part).ToList();
        Assert.Equal(20_000, parts.Sum(p => p.Results.Count));
        Assert.Equal(Enumerable.Range(0, parts[0].Parts), parts.Select(p => p.Part));
        Assert.All(parts, p => Assert.Equal(answer.Id, p.Header.Submission));
    }

    [Fact]
    public async Task Of_a_report_with_an_item_that_cannot_be_read_the_rest_is_accepted_as_a_part_and_the_item_is_a_dead_letter()
    {
        ingestion.Behind.CommitsAt = 1;
        var answer = await Post("?service=shop", """
            {"SchemaVersion":2,"ArtifactName":".","Results":[{"Target":"package-lock.json","Class":"lang-pkgs","Type":"npm","Vulnerabilities":[
              {"VulnerabilityID":"CVE-2026-1","PkgName":"left-pad","Severity":"HIGH"}, {"PkgName":"no-id"}]}]}
            """);

        Assert.Equal((202, "accepted"), (answer.Status, (string?)answer.Body["status"]));
        Assert.Equal(["accepted", "rejected"], answer.Items);
        Assert.Equal("/Results/0/Vulnerabilities/1/VulnerabilityID", await ingestion.Scalar<string>("select pointer from ingestion.dead_letter"));
        await Eventually.Be(() => ingestion.Scalar<long>("select count(*) from ingestion.outbox"), left => left == 0);
        var part = Assert.IsType<ScanPart>(ingestion.Behind.Heard[0]);
        Assert.Equal(("trivy", false, 1), (part.Scan.Tool, part.Scan.Complete, part.Results.Count));
    }

    [Fact]
    public async Task A_report_of_no_known_format_is_refused_with_what_was_tried()
    {
        var answer = await Post("?service=shop", """{"hello":"world"}""");

        Assert.Equal((400, "unknown_format"), (answer.Status, (string?)answer.Body["reason"]));
        Assert.All(["sarif", "trivy"], format => Assert.Contains(format, (string?)answer.Body["detail"], StringComparison.Ordinal));
    }

    private Task<Answer> Post(string query, string report, string? key = null) =>
        ingestion.Post($"/v1/scans{query}", "application/sarif+json", Encoding.UTF8.GetBytes(report), idempotencyKey: key);

    private static string Sarif(int results) => IngestionProcess.Json(new
    {
        version = "2.1.0",
        runs = new[]
        {
            new
            {
                tool = new { driver = new { name = "Semgrep" } },
                results = Enumerable.Range(0, results).Select(i => new
                {
                    ruleId = $"rule-{i % 50}",
                    level = "error",
                    message = new { text = $"Result {i} of a scanner that explains itself at some length, as scanners do." },
                    locations = new[] { new { physicalLocation = new { artifactLocation = new { uri = $"src/file{i % 900}.cs" }, region = new { startLine = i + 1 } } } },
                }),
            },
        },
    });
}
