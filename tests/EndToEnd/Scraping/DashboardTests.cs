using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MetricsPlatform.Tests.EndToEnd.Driver;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

[Collection(ScrapedPlatformTests.Name)]
public sealed partial class DashboardTests(ScrapedPlatform scraped)
{
    public static TheoryData<string> Dashboards => [.. Repository.Files("deploy/grafana/dashboards", "*.json").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Dashboards))]
    public async Task Every_query_gives_data(string file)
    {
        var dashboard = JsonNode.Parse(Repository.Read("deploy", "grafana", "dashboards", file))!;
        var queries = await DashboardQueries.Of(dashboard, scraped.Prometheus);

        // Rates want two scrapes, recorded series an evaluation.
        await Eventually.Be(() => WithoutData(queries), empty => empty.Length == 0);
    }

    [Fact]
    public async Task Rules_and_dashboards_name_only_metrics_that_the_platform_exports()
    {
        var exported = await Families();
        var files = Repository.Files("deploy/grafana/dashboards", "*.json").Concat(Repository.Files("deploy/prometheus/rules", "*.yml"));
        var named = files.SelectMany(File.ReadAllLines).Where(line => !line.TrimStart().StartsWith('#')).SelectMany(line => Metric().Matches(line)).Select(m => m.Value).ToHashSet();

        Assert.True(named.Count > 40, $"{named.Count}");
        Assert.Equal([], named.Where(n => !exported.Contains(n) && !exported.Contains(HistogramPart().Replace(n, ""))));
    }

    [Fact]
    public async Task Every_metric_of_ours_is_described() => Assert.Equal(
        (await Families()).Where(f => f.StartsWith("devsecops_", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Described().Matches(Repository.Read("docs", "prometheus.md")).Select(m => m.Groups["name"].Value).Order(StringComparer.Ordinal));

    private async Task<string> WithoutData(IReadOnlyList<string> queries)
    {
        var empty = new List<string>();
        foreach (var query in queries)
        {
            if ((await scraped.Prometheus.Query(query)).Count == 0)
            {
                empty.Add(query);
            }
        }
        return string.Join('\n', empty);
    }

    private async Task<HashSet<string>> Families() =>
        [.. Family().Matches(await scraped.Client.Text("/metrics")).Select(m => m.Groups["name"].Value)];

    [GeneratedRegex(@"^# TYPE (?<name>\w+) ", RegexOptions.Multiline)]
    private static partial Regex Family();

    /// <summary>An exported metric; a recorded one has its level before it.</summary>
    [GeneratedRegex(@"(?<![\w:])(devsecops|process|dotnet)_\w+")]
    private static partial Regex Metric();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex HistogramPart();

    /// <summary>A row of a table of metrics: <c>| `devsecops_findings_open` |</c>.</summary>
    [GeneratedRegex(@"^\| `(?<name>devsecops_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Described();
}
