using System.Text.RegularExpressions;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Architecture;
using MetricsPlatform.Tests.Unit.Client;

namespace MetricsPlatform.Tests.Unit.Docs;

/// <summary>Every snippet of docs/pipelines.md is a command line that the client takes, and names a format that there is.</summary>
public sealed partial class PipelineSnippetTests
{
    private static readonly string Page = Repository.Read("docs", "pipelines.md");

    [Fact]
    public void There_is_one_for_each_kind_of_pipeline() => Assert.Equal(
        ["GitHub Actions", "GitLab CI", "Jenkins", "Azure Pipelines", "A deployment", "Without the client"],
        Regex.Matches(Page, @"^## (.+)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value));

    [Fact]
    public async Task Each_is_taken_by_the_client()
    {
        var lines = Line().Matches(Page).Select(line => line.Value.Split(' ')).ToList();
        Assert.Equal(5, lines.Count);
        foreach (var words in lines)
        {
            var call = new Call { Input = "report" };
            var exit = await call.Accepts().Is("processed").Run([.. words.Skip(1).Select(word => word.Contains(".json", StringComparison.Ordinal) || word.Contains(".sarif", StringComparison.Ordinal) ? "-" : word.Trim('"'))]);
            Assert.True(exit == 0, $"{string.Join(' ', words)}: {call.Error}");
            Assert.Contains("checkout", call.Heard[0].Path + call.Heard[0].Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_names_a_format_that_is_read()
    {
        var formats = Regex.Matches(Page, @"(?:--format |format=)([\w-]+)").Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(5, formats.Count);
        Assert.All(formats, format => Assert.Contains(format, ReportFormats.All.Select(known => known.Name)));
    }

    [Fact]
    public void Without_the_client_branch_commit_key_and_identity_are_written_out()
    {
        var upload = Page[Page.IndexOf("curl ", StringComparison.Ordinal)..];
        Assert.All(["&branch=$", "&commit=$", "Authorization: Bearer $", "Idempotency-Key: $"], part => Assert.Contains(part, upload, StringComparison.Ordinal));
    }

    /// <summary>A call of the client, up to what the shell makes of it.</summary>
    [GeneratedRegex(@"(?<=^[^`]*?)\bmp (?:scan|deployment) [^'\n>]+[^'\n> ]", RegexOptions.Multiline)]
    private static partial Regex Line();
}
