using System.Text;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Architecture;
using MetricsPlatform.Tests.Unit.Ingestion;

namespace MetricsPlatform.Tests.Unit.Pipeline;

/// <summary>
/// Reports that two scanners made of one file before and after an edit which moves every line, puts code into a block, and fixes one of
/// three commands: ast-grep 0.51 tells the code, ESLint (eslint-plugin-security) tells lines only.
/// </summary>
public sealed class MovedReportTests
{
    private static readonly DateTimeOffset Before = Payloads.Now.AddDays(-20);
    private static readonly DateTimeOffset After = Payloads.Now.AddDays(-6);

    [Fact]
    public void By_its_code_each_finding_lives_on_and_the_one_that_is_fixed_is_the_one_that_ends()
    {
        var findings = Findings("ast-grep-before.sarif", "ast-grep-after.sarif");

        Assert.Equal(
            ["command-injection: jobs.js:13 ended", "command-injection: jobs.js:13 jobs.js:9 open", "command-injection: jobs.js:21 jobs.js:29 open", "eval: jobs.js:17 jobs.js:24 open"],
            findings.Select(Show).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void By_lines_alone_as_many_live_on()
    {
        var findings = Findings("eslint-before.json", "eslint-after.json");

        Assert.Equal(
            [
                "security/detect-child-process ended", "security/detect-child-process open", "security/detect-child-process open",
                "security/detect-eval-with-expression open", "security/detect-non-literal-fs-filename open",
            ],
            findings.Select(f => $"{f.Detail.Rules[0]} {End(f)}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ast-grep-before.sarif", "ast-grep-after.sarif")]
    [InlineData("eslint-before.json", "eslint-after.json")]
    public void The_edit_is_one_fix_that_took_as_long_as_it_took(string before, string after)
    {
        var fixes = Pipeline(before, after).At(Payloads.Now).Remediation.Where(row => row.Window == "30d" && row.Remediated > 0);

        Assert.Equal((1, (After - Before).TotalSeconds), Assert.Single(fixes.Select(row => (row.Remediated, row.MeanSeconds))));
    }

    private static string Show(FindingState finding) => $"{finding.Detail.Rules[0]}: {string.Join(' ', finding.Detail.Locations)} {End(finding)}";

    /// <summary>Every one of them was there before the edit.</summary>
    private static string End(FindingState finding)
    {
        Assert.Equal(Before, finding.First.At);
        return finding.Timeline[^1].Severity is null ? "ended" : "open";
    }

    private static List<FindingState> Findings(string before, string after) => [.. Pipeline(before, after).Findings.Values];

    private static PurePipeline Pipeline(string before, string after) => new([Read(after, After), Read(before, Before)]);

    private static ScanPart Read(string file, DateTimeOffset at)
    {
        var report = new MemoryStream(Encoding.UTF8.GetBytes(Repository.Read("tests", "Unit", "Pipeline", "MovedReports", file)));
        var item = Assert.Single(ScanReport.Read(report, new ScanQuery("shop") { Time = at }, Payloads.Now, "/v1/scans", file));
        return Assert.IsType<ScanPart>(Assert.Single(Payloads.Messages(item)));
    }
}
