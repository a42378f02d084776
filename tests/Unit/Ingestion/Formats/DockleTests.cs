using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class DockleTests
{
    [Fact]
    public void A_level_is_a_severity_and_the_image_the_target()
    {
        var report = ReportFiles.Read("dockle/dockle.json");

        Assert.Equal("registry.example/shop/web", report.Scan.Target);
        Assert.Equal([("CIS-DI-0010", Severity.High), ("CIS-DI-0005", Severity.Low), ("CIS-DI-0006", Severity.Info)], report.Results.Select(result => (result.Rule, result.Severity)));
    }

    [Fact]
    public void What_is_ignored_is_a_decision() =>
        Assert.Equal([("CIS-DI-0006", TriageDecision.RiskAccepted)], ReportFiles.Read("dockle/dockle.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));
}
