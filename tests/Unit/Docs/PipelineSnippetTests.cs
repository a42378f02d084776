using System.Text.RegularExpressions;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.Unit.Docs;

/// <summary>Every snippet of docs/pipelines.md uses a route, parameters and a format that there are, and what keeps reports from doing harm.</summary>
public sealed partial class PipelineSnippetTests
{
    private static readonly MatchCollection Uploads = Upload().Matches(Repository.Read("docs", "pipelines.md"));

    [Fact]
    public void There_is_one_for_each_kind_of_pipeline() => Assert.Equal(
        ["GitHub Actions", "GitLab CI", "Jenkins", "Azure Pipelines"],
        Regex.Matches(Repository.Read("docs", "pipelines.md"), @"^## (.+)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value).SkipLast(1));

    [Fact]
    public void Each_names_a_format_that_is_read_and_says_whose_branch_and_commit_it_is()
    {
        Assert.Equal(4, Uploads.Count);
        Assert.All(Uploads, upload =>
        {
            var parameters = upload.Groups["query"].Value.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
            Assert.Equal(["branch", "commit", "format", "service"], parameters.Keys.Order());
            Assert.Contains(parameters["format"], ReportFormats.All.Select(format => format.Name));
            Assert.All(new[] { "branch", "commit" }, name => Assert.StartsWith("$", parameters[name], StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Each_shows_a_key_and_says_the_same_thing_once() => Assert.All(Uploads, upload =>
        Assert.All(new[] { "Authorization: Bearer $KEY", "Idempotency-Key: $" }, header => Assert.Contains(header, upload.Value, StringComparison.Ordinal)));

    /// <summary>A call of curl that uploads a report.</summary>
    [GeneratedRegex(@"curl [^`]*?/v1/scans\?(?<query>[^""]+)""[^`]*?--data-binary @\S+")]
    private static partial Regex Upload();
}
