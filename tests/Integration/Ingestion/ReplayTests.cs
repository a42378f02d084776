using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Replay;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

[Collection(InboxTests.Name)]
public sealed class ReplayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Report = """{"SchemaVersion":2,"ArtifactName":"web","Results":[{"Target":"a","Type":"npm","Vulnerabilities":[{"VulnerabilityID":"CVE-2026-1","PkgName":"a","InstalledVersion":"1","Severity":"HIGH"}]}]}""";

    private IngestionProcess ingestion = null!;

    public async Task InitializeAsync() => ingestion = await IngestionProcess.StartAsync(await postgres.CreateDatabaseAsync(), new FakePlatform());

    public Task DisposeAsync() => ingestion.DisposeAsync().AsTask();

    [Fact]
    public async Task What_a_report_says_otherwise_takes_the_place_of_what_it_said_at_its_time()
    {
        var first = await Upload("build-1");
        await ReadsAs(first.Id, Report.Replace("HIGH", "CRITICAL", StringComparison.Ordinal));

        var page = await Replay("?format=trivy");

        Assert.Equal($"{first.Id}", (string?)page["changed"]!.AsArray().Single()!["submission"]);
        var heard = await Eventually.Be(() => Task.FromResult(ingestion.Behind.Heard), all => all.OfType<ScanWithdrawn>().Any() && all.OfType<ScanPart>().Count() > 1);
        var (was, now) = (heard.OfType<ScanPart>().First(), heard.OfType<ScanPart>().Last());
        Assert.Equal((was.Header.Source, was.Header.Id), (heard.OfType<ScanWithdrawn>().First().ScanSource, heard.OfType<ScanWithdrawn>().First().ScanId));
        Assert.Equal((was.Header.Time, "build-1~1", Severity.Critical), (now.Header.Time, now.Header.Id, now.Results.Single().Severity));

        Assert.Equal((0, 1), Counts(await Replay("?format=trivy")));
        await ReadsAs(first.Id, Report);
        Assert.Equal((1, 0), Counts(await Replay("?service=shop")));
        await Eventually.Be(() => Task.FromResult(ingestion.Behind.Heard.OfType<ScanPart>().Last()), scan => scan.Header.Id == "build-1~2");
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_read_and_pages_follow_each_other()
    {
        await Upload("build-1");
        await Upload("build-2");

        Assert.Equal((0, 0), Counts(await Replay("?format=grype")));
        Assert.Equal((0, 0), Counts(await Replay("?service=cart")));
        Assert.Equal((0, 0), Counts(await Replay("?to=2020-01-01T00:00:00Z")));
        var page = await Replay("?format=trivy&limit=1");
        Assert.Equal((0, 1), Counts(page));
        Assert.Equal((0, 1), Counts(await Replay($"?format=trivy&limit=2&after={page["next"]}")));
        Assert.Equal(400, (await ingestion.Post("/v1/replays", "text/plain", "")).Status);
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_any_more_or_was_withdrawn_is_left_as_it_was()
    {
        await ReadsAs((await Upload("build-1")).Id, """{"hello":1}""");
        await ReadsAs((await Upload("build-2")).Id, Report.Replace("HIGH", "LOW", StringComparison.Ordinal));
        await ingestion.PostEvent(new
        {
            specversion = "1.0", id = "w", source = "/ops", type = "metricsplatform.scan.withdrawn.v1", time = "2026-01-05T10:00:00Z",
            data = new { service = "shop", scan = new { source = "/v1/scans", id = "build-2" } },
        });

        var page = await Replay("?service=shop");

        Assert.Equal(["unknown_format", "withdrawn"], page["left"]!.AsArray().Select(one => (string?)one!["why"]!["reason"]));
        Assert.Equal((0, 0), Counts(page));
    }

    [Fact]
    public async Task The_command_shows_what_became_of_the_reports()
    {
        await ReadsAs((await Upload("build-1")).Id, Report.Replace("HIGH", "CRITICAL", StringComparison.Ordinal));
        var (said, complained) = (new StringWriter(), new StringWriter());

        var code = await ReplayCommand.RunAsync(
            ["--format", "trivy", "--from", "2020-01-01T00:00:00Z", "--url", ingestion.Http.BaseAddress!.ToString()], new InvocationConfiguration { Output = said, Error = complained });

        Assert.Equal((0, "1 changed, 0 unchanged, 0 left as they were", ""), (code, said.ToString().Trim(), complained.ToString()));
    }

    private Task<Answer> Upload(string key) => ingestion.Post("/v1/scans?service=shop", "application/json", Encoding.UTF8.GetBytes(Report), null, key);

    private async Task<JsonNode> Replay(string query) => (await ingestion.Post($"/v1/replays{query}", "text/plain", "")).Body;

    private static (int Changed, int Unchanged) Counts(JsonNode page) => (page["changed"]!.AsArray().Count, (int)page["unchanged"]!);

    /// <summary>As if another adapter read the report: it now says what this one says.</summary>
    private async Task ReadsAs(Guid submission, string report)
    {
        using var zip = new MemoryStream();
        await using (var gzip = new GZipStream(zip, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(report));
        }
        await using var update = ingestion.Database.CreateCommand("update ingestion.payload set bytes = $1 where submission = $2");
        update.Parameters.Add(new() { Value = zip.ToArray() });
        update.Parameters.Add(new() { Value = submission });
        await update.ExecuteNonQueryAsync();
    }
}
