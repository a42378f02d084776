using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MetricsPlatform.Hosting.Access;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Access;

/// <summary>Reports that were sent by mistake, by pipelines that are connected as docs/pipelines.md has it.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class MistakenReportTests(LockedPlatform platform) : IClassFixture<LockedPlatform>
{
    private readonly string service = $"s{Guid.NewGuid():N}";

    /// <param name="branch">What GitHub calls the branch of a branch build, and of a pull request.</param>
    [Theory]
    [InlineData("feature/login")]
    [InlineData("7/merge")]
    public async Task A_build_of_a_branch_or_pull_request_neither_closes_nor_opens(string branch)
    {
        var key = await Key(service);
        await Processed(await Upload(key, "main", "js/sql-injection"), key);

        await Processed(await Upload(key, branch), key);
        await Processed(await Upload(key, branch, "js/xss"), key);

        Assert.Equal(["js/sql-injection"], await OpenRules());
    }

    [Fact]
    public async Task A_pipeline_that_was_copied_to_another_repository_is_refused()
    {
        var key = await Key(service);
        await Processed(await Upload(key, "main", "js/sql-injection"), key);

        using var copied = await Upload(await Key($"{service}-other"), "main");

        Assert.Equal(HttpStatusCode.Forbidden, copied.StatusCode);
        Assert.Equal(["js/sql-injection"], await OpenRules());
    }

    [Fact]
    public async Task A_report_that_was_wrong_all_the_same_is_taken_back()
    {
        var key = await Key(service);
        await Processed(await Upload(key, "main", "js/sql-injection"), key);
        var (id, _) = await Processed(await Upload(key, "main"), key);
        Assert.Empty(await OpenRules());

        var scan = (await platform.Get($"/v1/submissions/{id}", key)).Body["items"]![0]!;
        using var taken = await platform.Send(HttpMethod.Post, "/v1/events", key, LockedPlatform.Batch(new
        {
            specversion = "1.0", id = $"{service}-back", source = "/people", type = "metricsplatform.scan.withdrawn.v1", time = "2026-01-07T00:00:00Z",
            data = new { service, scan = new { source = (string?)scan["source"], id = (string?)scan["id"] }, reason = "Another repository's" },
        }));
        await Processed(taken, key);

        Assert.Equal(["js/sql-injection"], await OpenRules());
    }

    /// <summary>As the documented step without the client does it, with a report of another format.</summary>
    private async Task<HttpResponseMessage> Upload(string key, string branch, params string[] rules)
    {
        var step = Step().Match(await Repository.Read("docs", "pipelines.md"));
        var address = step.Groups["address"].Value.Replace("checkout", service, StringComparison.Ordinal).Replace("format=trivy", "format=sarif", StringComparison.Ordinal)
            .Replace("$BRANCH", branch, StringComparison.Ordinal).Replace("$COMMIT", "c0ffee", StringComparison.Ordinal);
        var results = rules.Select(rule => $$"""{ "ruleId": "{{rule}}", "level": "error", "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "src/db.js" }, "region": { "startLine": 3 } } }] }""");
        return await platform.Send(HttpMethod.Post, address, key, new StringContent(
            $$"""{ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "codeql" } }, "results": [{{string.Join(',', results)}}] }] }""", Encoding.UTF8));
    }

    private async Task<(Guid Id, JsonNode Body)> Processed(HttpResponseMessage response, string key)
    {
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var id = (Guid)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!;
        var seen = await Eventually.Be(() => platform.Get($"/v1/submissions/{id}", key), a => (string?)a.Body["status"] == "processed");
        return (id, seen.Body);
    }

    private async Task<IEnumerable<string?>> OpenRules()
    {
        var (status, page) = await platform.Get($"/v1/findings?service={service}", platform.Key);
        Assert.Equal(200, status);
        return page["items"]!.AsArray().Select(finding => (string?)finding!["rules"]![0]);
    }

    private async Task<string> Key(string forService)
    {
        var key = await platform.KeyFor(Scope.Publish, forService);
        await platform.Ring.Refresh(default);
        return key;
    }

    [GeneratedRegex("## Without the client.*?\"\\$MP_URL(?<address>/v1/scans[^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex Step();
}
