using System.IO.Compression;
using System.Text.Json.Nodes;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Ingestion;

/// <summary>How long the inbox keeps what it no longer works on.</summary>
[Collection(InboxTests.Name)]
public sealed class KeepingTests(PostgresFixture postgres) : IDisposable
{
    private const string Report = """{"SchemaVersion":2,"ArtifactName":"web","Results":[]}""";

    private readonly DirectoryInfo archive = Directory.CreateTempSubdirectory("archive");

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
    public async Task Bodies_go_into_the_archive_first_as_they_came()
    {
        var database = await postgres.CreateDatabaseAsync();
        string id;
        await using (var keeps = await IngestionProcess.StartAsync(database, new FakePlatform()))
        {
            id = $"{(await keeps.Post("/v1/scans?service=shop", "application/json", Report)).Body["id"]}";
        }
        await using var forgets = await IngestionProcess.StartAsync(database, new FakePlatform(), ("Ingestion:KeepPayloads", "00:00:00"), ("Ingestion:Archive", archive.FullName));

        await Eventually.Be(() => forgets.Scalar<long>("select count(*) from ingestion.payload"), kept => kept == 0);
        var files = Directory.GetFiles(archive.FullName,"*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.Equal([$"{id}.gz", $"{id}.json"], files.Select(Path.GetFileName));
        await using var body = new GZipStream(File.OpenRead(files[0]), CompressionMode.Decompress);
        Assert.Equal(Report, await new StreamReader(body).ReadToEndAsync());
        var about = JsonNode.Parse(await File.ReadAllTextAsync(files[1]))!;
        Assert.Equal(("scan", "application/json", "shop"), ((string?)about["kind"], (string?)about["contentType"], (string?)about["parameters"]!["service"]));
    }

    [Fact]
    public async Task Bodies_stay_while_the_archive_cannot_be_written()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var keeps = await IngestionProcess.StartAsync(database, new FakePlatform { CommitsAt = 1, AppliedWhenAsked = 1 }))
        {
            var id = (await keeps.PostEvent(IngestionProcess.Deployment("1"))).Body["id"]!;
            await Eventually.Be(async () => (string?)(await keeps.Get($"/v1/submissions/{id}")).Body["status"], status => status == "processed");
        }
        await using var forgets = await IngestionProcess.StartAsync(
            database, new FakePlatform(), ("Ingestion:KeepPayloads", "00:00:00"), ("Ingestion:KeepSubmissions", "00:00:00"), ("Ingestion:Archive", "/dev/null"));

        await Task.Delay(TimeSpan.FromSeconds(3));   // as long as it takes three times over where it can be written
        Assert.Equal(1, await forgets.Scalar<long>("select count(*) from ingestion.payload"));
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

    public void Dispose() => archive.Delete(recursive: true);
}
