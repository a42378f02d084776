using System.Text.Json.Nodes;
using MetricsPlatform.Tests.EndToEnd.Driver;

namespace MetricsPlatform.Tests.EndToEnd.Senders;

/// <summary>What senders and readers meet, end to end.</summary>
public sealed class SenderTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Day1 = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private StandaloneInside platform = null!;
    private PlatformClient client = null!;

    public async Task InitializeAsync()
    {
        platform = await StandaloneInside.Start(await postgres.CreateDatabase());
        client = platform.Client;
    }

    public Task DisposeAsync() => platform.DisposeAsync().AsTask();

    [Fact]
    public async Task A_compressed_report_becomes_findings_with_its_tool_target_and_commit()
    {
        var report = Events.Sarif("CodeQL", Day1, [("js/sql-injection", "src/cart.js", 10), ("js/xss", "src/page.js", 20)]);
        var answer = await client.PostSarif("service=sarif-shop&target=web&commit=c1&branch=main", report, ("Content-Encoding", "gzip"), ("Idempotency-Key", "build-1"));
        var repeat = await client.PostSarif("service=sarif-shop&target=web&commit=c1&branch=main", report, ("Idempotency-Key", "build-1"));
        var processed = await client.Processed(answer.Id);

        Assert.Equal((202, $"/v1/submissions/{answer.Id}"), (answer.Status, answer.Location));
        Assert.Equal((202, answer.Id, "duplicate"), (repeat.Status, repeat.Id, (string?)repeat.Body["status"]));
        Assert.Equal((2, 2), ((int)processed.Body["counts"]!["results"]!, (int)processed.Body["counts"]!["new"]!));
        var found = await FindingsOf("sarif-shop");
        Assert.Equal(["src/cart.js:10", "src/page.js:20"], found.Select(f => (string?)f["locations"]![0]).Order());
        var first = (await client.Get($"/v1/findings/{found[0]["id"]}")).Body["first"]!;
        Assert.Equal(("codeql", "web", "c1"), ((string?)first["tool"], (string?)first["target"], (string?)first["commit"]));
    }

    [Fact]
    public async Task An_event_in_binary_mode_is_the_same_as_in_structured_mode()
    {
        var scan = Events.Scan("binary-1", Day1, "binary-shop", "trivy", Events.Dependency("CVE-2026-9", "pkg:npm/a@1.0.0"));
        var binary = await client.PostBinary(scan);
        var structured = await client.Post(scan);
        await client.Processed(binary.Id);

        Assert.Equal((202, "accepted"), (binary.Status, (string?)binary.Body["status"]));
        Assert.Equal((202, "duplicate", binary.Id), (structured.Status, (string?)structured.Body["status"], structured.Id));
        Assert.Single(await FindingsOf("binary-shop"));
    }

    [Fact]
    public async Task A_finding_tells_its_timeline_what_each_tool_saw_and_why_results_were_joined()
    {
        var answer = await client.PostBatch(
        [
            Events.Scan("story-1", Day1, "story-shop", "trivy", Events.Dependency("CVE-2026-1", "pkg:npm/lodash@4.17.20")),
            Events.Scan("story-2", Day1.AddDays(1), "story-shop", "grype", Events.Dependency("GHSA-aaaa-bbbb-cccc", "pkg:npm/lodash@4.17.20", "CVE-2026-1")),
            Events.Scan("story-3", Day1.AddDays(2), "story-shop", "trivy"),
            Events.Scan("story-4", Day1.AddDays(5), "story-shop", "grype"),
        ]);
        await client.Processed(answer.Id);

        var finding = Assert.Single(await FindingsOf("story-shop"));
        var story = (await client.Get($"/v1/findings/{finding["id"]}")).Body;

        Assert.Equal([("high", Day1), (null, Day1.AddDays(5))], Steps(story["timeline"]!));
        var seen = story["seen"]!.AsArray().ToDictionary(s => (string)s!["tool"]!, s => Steps(s!["steps"]!));
        Assert.Equal([("high", Day1), (null, Day1.AddDays(2))], seen["trivy"]);
        Assert.Equal([("high", Day1.AddDays(1)), (null, Day1.AddDays(5))], seen["grype"]);
        var join = Assert.Single(story["joins"]!.AsArray())!;
        Assert.Contains("CVE-2026-1", (string?)join["key"], StringComparison.Ordinal);
        Assert.Equal(["grype GHSA-aaaa-bbbb-cccc", "trivy CVE-2026-1"], join["between"]!.AsArray().Select(b => (string?)b).Order());
    }

    [Fact]
    public async Task A_release_shows_its_verdict_and_the_finding_behind_it()
    {
        var late = Events.Scan("late", Day1.AddDays(3), "release-shop", "trivy", Events.Dependency("CVE-2026-3", "pkg:npm/b@1.0.0"));
        late["data"]!["commit"] = "c2";
        var answer = await client.PostBatch(
            [Events.Deployment("d1", Day1, "release-shop", "1.0", "c1"), Events.Deployment("d2", Day1.AddDays(2), "release-shop", "2.0", "c2"), late]);
        await client.Processed(answer.Id);

        var releases = (await client.Get("/v1/releases?service=release-shop")).Body["items"]!.AsArray();

        Assert.Equal([("2.0", false), ("1.0", true)], releases.Select(r => ((string?)r!["version"], (bool)r["clean"]!)));
        var escape = Assert.Single(releases[0]!["escapes"]!.AsArray())!;
        Assert.Equal(("late", "trivy"), ((string?)escape["scan"], (string?)escape["tool"]));
        Assert.Equal((string?)(await FindingsOf("release-shop"))[0]["id"], (string?)escape["id"]);
    }

    [Fact]
    public async Task A_wrong_field_is_refused_with_a_pointer_to_it()
    {
        var scan = Events.Scan("wrong", Day1, "wrong-shop", "trivy", Events.Dependency("CVE-2026-4", "pkg:npm/c@1.0.0"));
        scan["data"]!["results"]![0]!["severity"] = "terrible";
        var answer = await client.Post(scan);

        Assert.Equal((400, "/data/results/0/severity"), (answer.Status, (string?)answer.Body["pointer"]));
    }

    [Fact]
    public async Task An_id_that_was_merged_leads_to_its_successor()
    {
        await Process(Events.Scan("merge-1", Day1, "merge-shop", "trivy", Events.Dependency("CVE-2026-5", "pkg:npm/d@1.0.0")));
        await Process(Events.Scan("merge-2", Day1.AddDays(1), "merge-shop", "grype", Events.Dependency("GHSA-dddd-eeee-ffff", "pkg:npm/d@1.0.0")));
        var before = await FindingsOf("merge-shop");
        await Process(Events.Scan("merge-3", Day1.AddDays(2), "merge-shop", "osv-scanner", Events.Dependency("CVE-2026-5", "pkg:npm/d@1.0.0", "GHSA-dddd-eeee-ffff")));

        var survivor = (string)Assert.Single(await FindingsOf("merge-shop"))["id"]!;
        var merged = before.Select(f => (string)f["id"]!).Single(id => id != survivor);
        var answer = await client.Get($"/v1/findings/{merged}?at=2026-03-10");

        Assert.Equal(2, before.Count);
        Assert.Equal((308, $"/v1/findings/{survivor}?at=2026-03-10"), (answer.Status, answer.Location));
        Assert.Equal(200, (await client.Get(answer.Location!)).Status);
    }

    private async Task Process(JsonNode cloudEvent) => await client.Processed((await client.Post(cloudEvent)).Id);

    private async Task<IReadOnlyList<JsonNode>> FindingsOf(string service) =>
        [.. (await client.Get($"/v1/findings?service={service}&state=all")).Body["items"]!.AsArray().Select(f => f!)];

    private static IEnumerable<(string?, DateTimeOffset)> Steps(JsonNode steps) =>
        steps.AsArray().Select(s => ((string?)s!["severity"], (DateTimeOffset)s["at"]!));
}
