using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class ZapTests
{
    [Theory]
    [InlineData("zap/report.xml")]
    [InlineData("zap/report.json")]
    public void An_alert_of_a_site_is_one_finding_and_its_instances_are_places(string file)
    {
        var report = ReportFiles.Read(file);
        var found = report["10055-4"];

        Assert.Equal((FindingKind.Dynamic, Severity.Medium, "https://shop.example", null), (found.Kind, found.Severity, found.Url, found.Parameter));
        Assert.Equal(["GET https://shop.example/ Content-Security-Policy", "GET https://shop.example/cart Content-Security-Policy"], found.AlsoAt);
        Assert.Equal(("A policy that allows all & more.", "Name the hosts."), (found.Description, found.Help));
        Assert.Equal(["10055"], found.Aliases);
        Assert.Equal([693], found.Cwe);
        Assert.Equal(new DateOnly(2026, 2, 5), DateOnly.FromDateTime(report.Time.UtcDateTime));
    }

    [Theory]
    [InlineData("zap/report.xml")]
    [InlineData("zap/report.json")]
    public void What_a_person_called_false_is_a_decision(string file) =>
        Assert.Equal(("10096", TriageDecision.FalsePositive), Assert.Single(ReportFiles.Read(file).Decisions.Select(d => (d.Match.Rule, d.Decision))));
}
