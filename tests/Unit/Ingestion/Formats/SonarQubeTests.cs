using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class SonarQubeTests
{
    [Fact]
    public void A_vulnerability_has_the_key_that_moves_with_its_line()
    {
        var found = ReportFiles.Read("sonarqube/issues.json")["java:S3649"];

        Assert.Equal((FindingKind.Code, Severity.High, "src/Cart.java", 44, "AY1"), (found.Kind, found.Severity, found.Path, found.Line, found.Fingerprint));
    }

    [Fact]
    public void Smells_that_are_none_of_security_and_what_is_fixed_are_no_findings() => Assert.Equal(["java:S3649", "java:S5542", "java:S4830"], ReportFiles.Read("sonarqube/issues.json").Results.Select(result => result.Rule));

    [Fact]
    public void A_resolution_is_a_decision() =>
        Assert.Equal([("java:S5542", TriageDecision.RiskAccepted)], ReportFiles.Read("sonarqube/issues.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Fact]
    public void A_hotspot_that_is_safe_is_a_decision() =>
        Assert.Equal([("typescript:S5247", TriageDecision.NotAffected)], ReportFiles.Read("sonarqube/hotspots.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Fact]
    public void A_page_of_several_is_a_part() => Assert.Equal(
        (true, false), (ReportFiles.Read("sonarqube/issues.json").Scan.Complete, ReportFiles.Read("sonarqube/hotspots.json").Scan.Complete));
}
