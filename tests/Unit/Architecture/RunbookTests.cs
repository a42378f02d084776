using System.Text.RegularExpressions;

namespace MetricsPlatform.Tests.Unit.Architecture;

/// <summary>Whoever is woken by an alert finds a page about it.</summary>
public sealed partial class RunbookTests
{
    [Fact]
    public void Every_alert_has_its_runbook_and_every_runbook_its_alert()
    {
        var alerts = Repository.Files("deploy/prometheus/rules", "*.yml").SelectMany(file => Alert().Matches(File.ReadAllText(file)))
            .Select(alert => (Name: alert.Groups["name"].Value, Page: alert.Groups["page"].Value)).ToList();
        var pages = Repository.Files("docs/runbooks", "*.md").Select(file => Path.GetFileNameWithoutExtension(file));

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Equal(alert.Name, alert.Page));
        Assert.Equal(alerts.Select(alert => alert.Name).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"- alert: (?<name>\w+)(?:(?!- alert:)[\s\S])*?runbook_url: \S+/docs/runbooks/(?<page>\w+)\.md")]
    private static partial Regex Alert();
}
