using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>promtool on <c>deploy/prometheus</c>.</summary>
public sealed class RuleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "prometheus");

    [Theory]
    [InlineData("prometheus.yml")]
    [InlineData("standalone.yml")]
    public async Task A_configuration_and_its_rules_are_right(string file)
    {
        var (code, said) = await Promtool.Run(["check", "config", "--lint=all", "--lint-fatal", Path.Combine(Folder, file)]);
        Assert.True(code == 0, said);
        Assert.Contains("4 rule files found", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_have_no_lint()
    {
        var (code, said) = await Promtool.Run(["check", "rules", "--lint=all", "--lint-fatal", .. Repository.Files("deploy/prometheus/rules", "*.yml")]);
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task Rules_and_alerts_do_what_their_tests_say()
    {
        var (code, said) = await Promtool.Run(["test", "rules", .. Repository.Files("deploy/prometheus/tests", "*.yml")]);
        Assert.True(code == 0, said);
    }
}
