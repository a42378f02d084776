using MetricsPlatform.Tests.Unit.Architecture;
using static MetricsPlatform.Tests.Unit.Correlation.ServiceScenario;
using static MetricsPlatform.Tests.Unit.Correlation.Told;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>Labelled pairs of what Trivy and Grype report of one image: which merge. docs/correlation.md has the figures.</summary>
public sealed class CrossToolTests
{
    private static readonly List<string[]> Pairs =
        [.. Repository.Read("tests", "Unit", "Correlation", "package-pairs.tsv").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))];

    [Fact]
    public void Pairs_merge_as_the_labels_say() => Assert.All(Pairs, pair => Assert.Equal((pair[2], pair[6], pair[1]), (pair[2], pair[6], Ours(pair))));

    [Fact]
    public void Precision_and_recall_are_those_of_the_document()
    {
        var same = Pairs.Count(pair => pair[0] == "same");
        var merged = Pairs.Count(pair => Ours(pair) == "merged");
        var right = Pairs.Count(pair => pair[0] == "same" && Ours(pair) == "merged");

        Assert.Contains($"{right} of {merged} merged pairs are the same (precision), {right} of {same} pairs that are the same merge (recall)", Repository.Read("docs", "correlation.md"), StringComparison.Ordinal);
    }

    private static string Ours(string[] pair)
    {
        var trivy = Cve(pair[2], pair[3]);
        var grype = Cve(pair[4], pair[6], aliases: pair[5].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Given(Scan(1, [trivy]), Scan(2, [grype], tool: "grype")).Findings.Count == 1 ? "merged" : "apart";
    }
}
