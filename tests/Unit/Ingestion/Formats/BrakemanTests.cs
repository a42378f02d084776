using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class BrakemanTests
{
    [Fact]
    public void A_warning_has_the_rule_that_sarif_has_and_brakeman_s_fingerprint()
    {
        var found = ReportFiles.Read("brakeman/brakeman.json")["BRAKE0000"];

        Assert.Equal((FindingKind.Code, Severity.Medium, "app/models/cart.rb", 12, "aa01"), (found.Kind, found.Severity, found.Path, found.Line, found.Fingerprint));
    }

    [Fact]
    public void What_is_ignored_is_a_decision() =>
        Assert.Equal([("BRAKE0018", TriageDecision.RiskAccepted)], ReportFiles.Read("brakeman/brakeman.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));
}
