using System.Text.Json.Nodes;

namespace MetricsPlatform.Tests.Unit.Client;

/// <summary>docs/client.md: what a pipeline reads.</summary>
public sealed class OutputTests
{
    private const string Items = """[{"index":0,"status":"processed","service":"check out"}]""";

    private const string Counts = """
        {"results":24,"new":22,"reopened":1,"cleared":3,"unchanged":7,
         "severities":[{"severity":"critical","new":1,"reopened":0,"cleared":0},{"severity":"high","new":21,"reopened":1,"cleared":3}],
         "risen":[
           {"id":"f1","reopened":false,"severity":"critical","rule":"CVE-2021-44228","title":"Log4Shell | <b>@all</b>\n\u001b[31mred","place":"pkg:maven/org.apache/log4j@2.14.1"},
           {"id":"f2","reopened":true,"severity":"high","rule":"CWE-89","title":"CWE-89: SQL from input","place":null}]}
        """;

    private const string OtherBranch = """{"results":24,"new":0,"reopened":0,"cleared":0,"unchanged":0}""";

    private readonly Call call = new();

    [Fact]
    public async Task A_table_tells_what_changed_and_where_to_look() => Assert.Equal(
        $"""
        standard input: processed, submission {Call.Id}

        severity     new  reopened   fixed
        critical       1         0       0
        high          21         1       3
        all           22         1       3    unchanged 7

        critical new      CVE-2021-44228 Log4Shell | <b>@all</b> [31mred
                          pkg:maven/org.apache/log4j@2.14.1
                          https://platform.test/findings/f1
        high     reopened CWE-89: SQL from input
                          https://platform.test/findings/f2
        and 21 more

        """, await Waited(Counts, "table"), ignoreLineEndingDifferences: true);

    [Fact]
    public async Task Markdown_links_to_the_pages_and_foreign_text_is_text() => Assert.Equal(
        """
        ### MetricsPlatform: [check out](https://platform.test/services/check%20out)

        **22 new (1 critical, 21 high)**, 1 reopened (1 high), 3 fixed (3 high), 7 unchanged.

        | severity | | finding | where |
        | --- | --- | --- | --- |
        | critical | new | [CVE-2021-44228 Log4Shell \| &lt;b&gt;&#64;all&lt;/b&gt; \[31mred](https://platform.test/findings/f1) | pkg:maven/org.apache/log4j&#64;2.14.1 |
        | high | reopened | [CWE-89: SQL from input](https://platform.test/findings/f2) |  |

        and 21 more.

        """, await Waited(Counts, "markdown"), ignoreLineEndingDifferences: true);

    [Fact]
    public async Task Json_has_all_of_it()
    {
        var told = JsonNode.Parse(await Waited(Counts, "json"))!;

        Assert.Equal($$"""[{"name":"standard input","id":"{{Call.Id}}","status":"processed","repeat":false}]""", told["submissions"]!.ToJsonString());
        Assert.Equal(JsonNode.Parse(Counts)!["severities"]!.ToJsonString(), told["counts"]!["severities"]!.ToJsonString());
        Assert.Equal(["f1", "f2"], told["counts"]!["risen"]!.AsArray().Select(f => (string)f!["id"]!));
        Assert.Equal(7, (int)told["counts"]!["unchanged"]!);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("markdown")]
    public async Task Of_another_branch_it_says_why_nothing_changed(string form) =>
        Assert.Contains("only scans of the service's main branches change findings", await Waited(OtherBranch, form), StringComparison.Ordinal);

    [Fact]
    public async Task Without_waiting_it_says_what_was_taken()
    {
        await call.Accepts().Run("scan", "-", "--service", "shop");
        Assert.Equal($"standard input: accepted, submission {Call.Id}\n", $"{call.Output}");
        Assert.Equal("", $"{call.Error}");
    }

    [Fact]
    public async Task Several_reports_are_summed_and_a_repeat_is_named()
    {
        call.Accepts().Answers(System.Net.HttpStatusCode.Accepted, $$"""{"id":"{{Call.Id}}","status":"duplicate","items":[]}""").Is("processed", Counts).Is("processed", Counts);

        Assert.Equal(0, await call.Run("scan", "-", "-", "--service", "shop", "--wait"));

        Assert.Contains("processed, was sent before", $"{call.Output}", StringComparison.Ordinal);
        Assert.Contains("high          42         2       6\n", $"{call.Output}", StringComparison.Ordinal);
    }

    private async Task<string> Waited(string counts, string form)
    {
        Assert.Equal(0, await call.Accepts().Is("processed", counts, Items).Run("scan", "-", "--service", "check out", "--wait", "--output", form));
        Assert.Equal("", $"{call.Error}");
        return $"{call.Output}";
    }
}
