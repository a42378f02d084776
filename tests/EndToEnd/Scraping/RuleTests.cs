namespace MetricsPlatform.Tests.EndToEnd.Scraping;

/// <summary>promtool on <c>deploy/prometheus</c>.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("prometheus.yml")]
    [InlineData("standalone.yml")]
    public async Task A_configuration_and_its_rules_are_right(string file)
    {
        var (code, said) = await Promtool.Run(["check", "config", "--lint=all", "--lint-fatal", DeployFolder.Of("prometheus", file)]);
        Assert.True(code == 0, said);
        Assert.Contains("4 rule files found", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_have_no_lint()
    {
        var (code, said) = await Promtool.Run(["check", "rules", "--lint=all", "--lint-fatal", .. DeployFolder.Files("*.yml", "prometheus", "rules")]);
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task Rules_and_alerts_do_what_their_tests_say()
    {
        var (code, said) = await Promtool.Run(["test", "rules", .. DeployFolder.Files("*.yml", "prometheus", "tests")]);
        Assert.True(code == 0, said);
    }
}
