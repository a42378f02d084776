using System.Net;

namespace MetricsPlatform.Tests.Unit.Client;

/// <summary>docs/client.md, exit codes. 3, 4 and most of 2 are in <see cref="RetryTests"/>.</summary>
public sealed class ExitCodeTests
{
    private const string Counts = """
        {"results":4,"new":2,"reopened":1,"cleared":3,"unchanged":1,"severities":[{"severity":"high","new":1,"reopened":0,"cleared":3},{"severity":"medium","new":0,"reopened":1,"cleared":0},{"severity":"low","new":1,"reopened":0,"cleared":0}]}
        """;

    private readonly Call call = new();

    [Theory]
    [InlineData("scan -")]
    [InlineData("scan --service shop")]
    [InlineData("scan no-such-file --service shop")]
    [InlineData("scan - --service shop --fail-on bad")]
    [InlineData("scan - --service shop --output xml")]
    [InlineData("scan - --service shop --timeout 0m")]
    [InlineData("scan - --service shop --url nowhere")]
    [InlineData("scan - --service shop --key secret")]
    [InlineData("scan - --service shop --oidc")]
    [InlineData("deployment --service shop --version 1 --outcome fine")]
    [InlineData("other")]
    public async Task A_wrong_command_line_sends_nothing(string words)
    {
        Assert.Equal(1, await call.Run(words.Split(' ')));

        Assert.Empty(call.Heard);
        Assert.NotEqual("", $"{call.Error}");
        Assert.Equal("", $"{call.Output}");
    }

    [Theory]
    [InlineData("MP_URL", "")]
    [InlineData("MP_URL", "platform")]
    [InlineData("MP_KEY_FILE", "/no/such/file")]
    public async Task A_wrong_environment_sends_nothing(string name, string value)
    {
        call.Environment[name] = value;

        Assert.Equal(1, await call.Run("scan", "-", "--service", "shop"));

        Assert.Empty(call.Heard);
        Assert.Contains(name, $"{call.Error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_place_and_the_others_are_sent_all_the_same()
    {
        call.Refuses(HttpStatusCode.BadRequest, """{"detail":"'x' is no severity.","reason":"invalid_field","pointer":"/runs/0","line":12}""").Accepts();

        Assert.Equal(2, await call.Run("scan", "-", "-", "--service", "shop"));

        Assert.Equal(2, call.Heard.Count);
        Assert.Contains("400 invalid_field: 'x' is no severity. (at /runs/0, line 12)", $"{call.Error}", StringComparison.Ordinal);
        Assert.Contains(Call.Id, $"{call.Output}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_batch_each_refused_event_is_named()
    {
        const string Items = """[{"index":0,"status":"accepted"},{"index":1,"status":"rejected","error":{"reason":"missing_field","message":"'service' is required.","pointer":"/data/service"}}]""";

        Assert.Equal(2, await call.Accepts(Items).Run("event", "-"));
        Assert.Equal(2, await call.Refuses(HttpStatusCode.BadRequest, $$"""{"detail":"Every event was refused; items say why.","reason":"all_refused","items":{{Items}}}""").Run("event", "-"));

        Assert.Equal(2, $"{call.Error}".Split("item 1: missing_field: 'service' is required. (at /data/service)").Length - 1);
    }

    [Fact]
    public async Task What_is_left_out_of_a_report_is_told_and_fails_nothing()
    {
        Assert.Equal(0, await call.Accepts("""[{"index":1,"status":"rejected","error":{"reason":"invalid_field","message":"no id"}}]""").Run("scan", "-", "--service", "shop"));

        Assert.Contains("left out, so that the scan closes nothing: item 1: invalid_field: no id", $"{call.Error}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("critical", 0)]
    [InlineData("high", 5)]
    [InlineData("medium", 5)]
    public async Task New_and_reopened_findings_fail_from_the_severity_on_that_is_named(string severity, int exit) =>
        Assert.Equal(exit, await call.Accepts().Is("processed", Counts).Run("scan", "-", "--service", "shop", "--fail-on", severity));

    [Fact]
    public async Task A_reopened_finding_fails_as_a_new_one_does_and_a_fixed_one_does_not()
    {
        const string Reopened = """{"results":1,"new":0,"reopened":1,"cleared":1,"unchanged":0,"severities":[{"severity":"critical","new":0,"reopened":0,"cleared":1},{"severity":"low","new":0,"reopened":1,"cleared":0}]}""";

        Assert.Equal(0, await call.Accepts().Is("processed", Reopened).Run("scan", "-", "--service", "shop", "--fail-on", "medium"));
        Assert.Equal(5, await call.Accepts().Is("processed", Reopened).Run("scan", "-", "--service", "shop", "--fail-on", "low"));
    }

    [Fact]
    public async Task A_platform_that_tells_no_severities_cannot_be_relied_on() =>
        Assert.Equal(2, await call.Accepts().Is("processed", """{"results":1,"new":1,"reopened":0,"cleared":0,"unchanged":0}""").Run("scan", "-", "--service", "shop", "--fail-on", "high"));

    [Fact]
    public async Task Help_and_version_are_no_errors()
    {
        Assert.Equal((0, 0, 0), (await call.Run("--help"), await call.Run("scan", "--help"), await call.Run("--version")));

        Assert.Contains("--fail-on", $"{call.Output}", StringComparison.Ordinal);
    }
}
