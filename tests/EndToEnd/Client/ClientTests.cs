using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MetricsPlatform.Tests.EndToEnd.Driver;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MetricsPlatform.Tests.EndToEnd.Client;

/// <summary>The built <c>mp</c> as a pipeline runs it (docs/client.md).</summary>
public sealed class ClientTests(LockedPlatform platform) : IClassFixture<LockedPlatform>
{
    private const string Bandit = """
        {"results":[
          {"test_id":"B608","test_name":"hardcoded_sql_expressions","issue_severity":"HIGH","issue_confidence":"HIGH","issue_text":"SQL | from input","filename":"app/db.py","line_number":4,"more_info":"https://bandit.test"},
          {"test_id":"B101","test_name":"assert_used","issue_severity":"LOW","issue_confidence":"HIGH","issue_text":"Use of assert detected.","filename":"app/a.py","line_number":9,"more_info":"https://bandit.test"}],
         "errors":[],"generated_at":"2026-03-01T00:00:00Z","metrics":{"_totals":{"loc":40}}}
        """;

    [Fact]
    public async Task A_scan_tells_what_is_new_the_next_that_nothing_changed_and_the_same_again_that_it_was_there()
    {
        string[] scan = ["scan", "-", "--service", "twice", "--branch", "main", "--wait", "--output", "json"];
        var first = await Told([.. scan, "--run", "1"]);
        var second = await Told([.. scan, "--run", "2", "--time", "2026-03-02T00:00:00Z"]);
        var again = await Told([.. scan, "--run", "1"]);

        Assert.Equal((2, 0, 0), Counts(first));
        Assert.Equal("""[{"severity":"high","new":1,"reopened":0,"cleared":0},{"severity":"low","new":1,"reopened":0,"cleared":0}]""", first["counts"]!["severities"]!.ToJsonString());
        Assert.Equal([("high", "B608", "app/db.py:4"), ("low", "B101", "app/a.py:9")], Risen(first));
        Assert.Equal((0, 0, 2), Counts(second));
        Assert.Null(second["counts"]!["severities"]);
        Assert.Equal((true, (string?)first["submissions"]![0]!["id"]), ((bool)again["submissions"]![0]!["repeat"]!, (string?)again["submissions"]![0]!["id"]));
    }

    [Fact]
    public async Task What_is_fixed_and_comes_back_is_told_by_severity()
    {
        string[] scan = ["scan", "-", "--service", "back", "--wait", "--output", "json"];
        const string Empty = """{"results":[],"errors":[],"generated_at":"2026-03-02T00:00:00Z","metrics":{"_totals":{"loc":40}}}""";
        await Told(scan);
        var fixedAll = await Told([.. scan, "--time", "2026-03-02T00:00:00Z"], Empty);
        var reopened = await Told([.. scan, "--time", "2026-03-03T00:00:00Z"]);

        Assert.Equal("""[{"severity":"high","new":0,"reopened":0,"cleared":1},{"severity":"low","new":0,"reopened":0,"cleared":1}]""", fixedAll["counts"]!["severities"]!.ToJsonString());
        Assert.All(reopened["counts"]!["risen"]!.AsArray(), finding => Assert.True((bool)finding!["reopened"]!));
        Assert.Equal(2, (int)reopened["counts"]!["reopened"]!);
    }

    [Fact]
    public async Task The_links_of_the_comment_lead_to_pages()
    {
        var (exit, comment, error) = await Mp(["scan", "-", "--service", "comment", "--output", "markdown", "--fail-on", "high"], Bandit);

        Assert.Equal(5, exit);
        Assert.Equal("1 new or reopened finding of severity high or worse.\n", error);
        Assert.Contains("**2 new (1 high, 1 low)**", comment, StringComparison.Ordinal);
        var links = Regex.Matches(comment, @"\]\((http[^)]+)\)").Select(link => new Uri(link.Groups[1].Value)).ToList();
        Assert.Equal(3, links.Count);
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", platform.Key) } };
        Assert.All(await Task.WhenAll(links.Select(link => http.GetStringAsync(link))), page => Assert.Contains("<html", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scan_of_another_branch_is_taken_and_says_that_it_changes_nothing()
    {
        var (exit, output, _) = await Mp(["scan", "-", "--service", "branched", "--branch", "7/merge", "--fail-on", "info"], Bandit);

        Assert.Equal(0, exit);
        Assert.Contains("Nothing changed: only scans of the service's main branches", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_is_a_release()
    {
        var (exit, output, error) = await Mp(["deployment", "--service", "deployed", "--version", "1.2", "--commit", "c1", "--wait"]);

        Assert.True(exit == 0, error);
        Assert.Matches("^deployment of deployed 1.2: processed, submission [0-9a-f-]{36}\n$", output);
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", platform.Key) } };
        Assert.Contains("\"1.2\"", await http.GetStringAsync(new Uri(platform.Address, "/v1/releases?service=deployed")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_3()
    {
        var (exit, output, error) = await Mp(["scan", "-", "--service", "shop"], Bandit, key: $"mp_000000000000_{new string('0', 64)}");

        Assert.Equal((3, ""), (exit, output));
        Assert.Contains("401 unknown_key", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_report_with_a_wrong_key_is_3_and_no_broken_connection()
    {
        var (exit, _, error) = await Mp(
            ["scan", "-", "--service", "shop", "--timeout", "10s"], string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i * 7919L}")), key: $"mp_000000000000_{new string('0', 64)}");

        Assert.True(exit == 3, error);
    }

    [Fact]
    public async Task An_unknown_format_is_2_and_says_what_was_tried()
    {
        var (exit, _, error) = await Mp(["scan", "-", "--service", "shop"], """{"hello":"world"}""");

        Assert.Equal(2, exit);
        Assert.Matches("400 unknown_format: .*sarif", error);
    }

    [Fact]
    public async Task A_refused_event_is_2_and_names_the_field()
    {
        var (exit, _, error) = await Mp(
            ["event", "-"], """[{"specversion":"1.0","type":"metricsplatform.release.deployed.v1","source":"/ci","id":"1","time":"2026-03-01T00:00:00Z","data":{"service":"shop"}}]""");

        Assert.Equal(2, exit);
        Assert.Contains("version", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_server_is_4()
    {
        var (exit, _, error) = await Command.Run(
            "mp", ["scan", "-", "--service", "shop", "--timeout", "2s"], new() { ["MP_URL"] = $"http://127.0.0.1:{FreePort.Find()}" }, Bandit);

        Assert.Equal(4, exit);
        Assert.Contains("Given up after 2 s", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_twice_gets_the_same_a_third_time()
    {
        var keys = new ConcurrentQueue<string>();
        await using var server = WebApplication.Create();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapPost("/v1/scans", (HttpRequest request) =>
        {
            keys.Enqueue($"{request.Headers["Idempotency-Key"]}");
            return keys.Count < 3 ? Results.StatusCode(503) : Results.Json(new { id = Guid.NewGuid(), status = "accepted", items = Array.Empty<int>() }, statusCode: 202);
        });
        await server.StartAsync();

        var (exit, output, error) = await Command.Run("mp", ["scan", "-", "--service", "shop", "--verbose"], new() { ["MP_URL"] = server.Urls.Single() }, Bandit);

        Assert.True(exit == 0, error);
        Assert.Equal((3, 1), (keys.Count, keys.Distinct().Count()));
        Assert.StartsWith("standard input: accepted", output, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(error, "it answers 503"));
    }

    private async Task<JsonNode> Told(string[] words, string input = Bandit)
    {
        var (exit, output, error) = await Mp(words, input);
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!;
    }

    private Task<(int Exit, string Output, string Error)> Mp(string[] words, string input = "", string? key = null) =>
        Command.Run("mp", words, new() { ["MP_URL"] = $"{platform.Address}", ["MP_KEY"] = key ?? platform.Key }, input);

    private static (int New, int Reopened, int Unchanged) Counts(JsonNode told) =>
        ((int)told["counts"]!["new"]!, (int)told["counts"]!["reopened"]!, (int)told["counts"]!["unchanged"]!);

    private static IEnumerable<(string, string, string)> Risen(JsonNode told) =>
        told["counts"]!["risen"]!.AsArray().Select(f => ((string)f!["severity"]!, (string)f["rule"]!, (string)f["place"]!));
}
