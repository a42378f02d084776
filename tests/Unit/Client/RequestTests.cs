using System.Text.Json.Nodes;

namespace MetricsPlatform.Tests.Unit.Client;

/// <summary>docs/client.md: what a command line becomes.</summary>
public sealed class RequestTests
{
    private readonly Call call = new();

    [Fact]
    public async Task A_scan_says_all_that_the_command_line_says()
    {
        call.Input = "{}";

        Assert.Equal(0, await call.Accepts().Run(
            "scan", "-", "--service", "check out", "--tool", "trivy", "--target", "web", "--stage", "staging", "--version", "1.2", "--commit", "c1", "--branch", "main",
            "--complete", "false", "--time", "2026-03-02T02:10:00+01:00", "--kind", "code", "--format", "sarif", "--url", "https://elsewhere.test/platform"));

        var heard = Assert.Single(call.Heard);
        Assert.Equal(
            ("POST", "/platform/v1/scans?service=check%20out&tool=trivy&target=web&stage=staging&version=1.2&commit=c1&branch=main&complete=false" +
                "&time=2026-03-02T02%3A10%3A00%2B01%3A00&kind=code&format=sarif", "{}"),
            (heard.Method, heard.Path, heard.Body));
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS=true GITHUB_SHA=c9 GITHUB_REF_NAME=7/merge", "&commit=c9&branch=7%2Fmerge")]
    [InlineData("GITLAB_CI=true CI_COMMIT_SHA=c9 CI_COMMIT_REF_NAME=feature", "&commit=c9&branch=feature")]
    [InlineData("JENKINS_URL=https://j GIT_COMMIT=c9 BRANCH_NAME=PR-7", "&commit=c9&branch=PR-7")]
    [InlineData("JENKINS_URL=https://j GIT_COMMIT=c9 GIT_BRANCH=origin/main", "&commit=c9&branch=main")]
    [InlineData("TF_BUILD=True BUILD_SOURCEVERSION=c9 BUILD_SOURCEBRANCH=refs/heads/main", "&commit=c9&branch=main")]
    [InlineData("TF_BUILD=True BUILD_SOURCEVERSION=c9 BUILD_SOURCEBRANCH=refs/pull/7/merge", "&commit=c9&branch=refs%2Fpull%2F7%2Fmerge")]
    [InlineData("CI=true", "")]
    public async Task The_pipeline_says_commit_and_branch(string environment, string query)
    {
        Set(environment);

        await call.Accepts().Run("scan", "-", "--service", "shop");
        await call.Accepts().Run("scan", "-", "--service", "shop", "--commit", "mine", "--branch", "");

        Assert.Equal([$"/v1/scans?service=shop{query}", "/v1/scans?service=shop&commit=mine"], call.Heard.Select(h => h.Path));
    }

    [Fact]
    public async Task The_same_report_in_the_same_run_has_the_same_key_and_in_another_run_another()
    {
        Set("GITLAB_CI=true CI_JOB_ID=1");
        call.Input = "[1]";
        await call.Accepts().Run("scan", "-", "--service", "shop");
        await call.Accepts().Run("scan", "-", "--service", "shop");
        await call.Accepts().Run("scan", "-", "--service", "shop", "--target", "web");
        call.Input = "[2]";
        await call.Accepts().Run("scan", "-", "--service", "shop");
        call.Input = "[1]";
        Set("CI_JOB_ID=2");
        await call.Accepts().Run("scan", "-", "--service", "shop");
        await call.Accepts().Run("scan", "-", "--service", "shop", "--run", "nightly");

        var keys = call.Heard.Select(h => h.Key!).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(5, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^mp-[0-9a-f]{64}$", key));
    }

    [Fact]
    public async Task Outside_of_a_pipeline_every_call_is_a_run_of_its_own()
    {
        await call.Accepts().Run("scan", "-", "--service", "shop");
        await call.Accepts().Run("scan", "-", "--service", "shop");

        Assert.NotEqual(call.Heard[0].Key, call.Heard[1].Key);
    }

    [Fact]
    public async Task Events_are_sent_as_they_are_and_have_no_key()
    {
        call.Input = """[{"id":"1"}]""";

        Assert.Equal(0, await call.Accepts().Run("event", "-"));

        Assert.Equal([("/v1/events", "application/json", """[{"id":"1"}]""", (string?)null)], call.Heard.Select(h => (h.Path, h.MediaType!, h.Body, h.Key)));
    }

    [Fact]
    public async Task A_deployment_is_an_event_of_the_vocabulary()
    {
        Set("GITHUB_ACTIONS=true GITHUB_SHA=c9 GITHUB_SERVER_URL=https://github.test GITHUB_REPOSITORY=a/b GITHUB_RUN_ID=5");

        Assert.Equal(0, await call.Accepts().Run("deployment", "--service", "shop", "--version", "1.2", "--feature", "PAY-1", "--feature", "PAY-2"));

        var told = JsonNode.Parse(call.Heard.Single().Body)!;
        Assert.Matches("^[0-9a-f]{32}$", (string)told["id"]!);
        told["id"] = "";
        Assert.Equal(
            """
            {"source":"/ci/shop","id":"","time":"2026-03-02T02:10:00.000Z","data":{"service":"shop","version":"1.2","environment":"production","commit":"c9","outcome":"succeeded","features":["PAY-1","PAY-2"],"url":"https://github.test/a/b/actions/runs/5"},"specversion":"1.0","type":"metricsplatform.release.deployed.v1","datacontenttype":"application/json"}
            """.Trim(), told.ToJsonString());
    }

    [Fact]
    public async Task A_deployment_told_twice_of_one_time_is_one()
    {
        string[] words = ["deployment", "--service", "shop", "--version", "1.2", "--environment", "test", "--outcome", "failed", "--at", "2026-03-01T00:00:00Z"];
        await call.Accepts().Run(words);
        call.Clock.Advance(TimeSpan.FromHours(1));
        await call.Accepts().Run(words);
        await call.Accepts().Run([.. words, "--commit", "other"]);

        Assert.Equal(call.Heard[0].Body, call.Heard[1].Body);
        Assert.NotEqual(JsonNode.Parse(call.Heard[0].Body)!["id"]!.ToString(), JsonNode.Parse(call.Heard[2].Body)!["id"]!.ToString());
    }

    [Fact]
    public async Task The_key_is_shown_and_never_told()
    {
        Set("MP_KEY=mp_secret");

        await call.Accepts().Run("scan", "-", "--service", "shop", "--verbose");

        Assert.Equal("Bearer mp_secret", call.Heard.Single().Authorization);
        Assert.DoesNotContain("secret", $"{call.Output}{call.Error}", StringComparison.Ordinal);
        Assert.Contains("POST https://platform.test/v1/scans", $"{call.Error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_may_lie_in_a_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "mp_filed\n");
        Set($"MP_KEY_FILE={file}");

        await call.Accepts().Run("scan", "-", "--service", "shop");

        Assert.Equal("Bearer mp_filed", call.Heard.Single().Authorization);
        File.Delete(file);
    }

    [Fact]
    public async Task With_oidc_GitHub_is_asked_for_a_token_of_the_audience()
    {
        Set("MP_KEY=mp_other ACTIONS_ID_TOKEN_REQUEST_URL=https://token.test/?api=2 ACTIONS_ID_TOKEN_REQUEST_TOKEN=job");

        Assert.Equal(0, await call.Answers(System.Net.HttpStatusCode.OK, """{"value":"a.b.c"}""").Accepts().Run("scan", "-", "--service", "shop", "--oidc"));

        Assert.Equal([("/?api=2&audience=https%3A%2F%2Fplatform.test", "Bearer job"), ("/v1/scans?service=shop", "Bearer a.b.c")], call.Heard.Select(h => (h.Path, h.Authorization!)));
    }

    [Fact]
    public async Task With_oidc_the_token_of_any_pipeline_is_shown()
    {
        Set("MP_ID_TOKEN=d.e.f");

        await call.Accepts().Run("scan", "-", "--service", "shop", "--oidc");

        Assert.Equal("Bearer d.e.f", call.Heard.Single().Authorization);
    }

    private void Set(string environment)
    {
        foreach (var pair in environment.Split(' ').Select(v => v.Split('=', 2)))
        {
            call.Environment[pair[0]] = pair[1];
        }
    }
}
