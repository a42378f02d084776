using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class ConftestTests
{
    [Fact]
    public void A_rule_is_what_the_policy_calls_it_or_its_query() => Assert.Equal(
        [("NOROOT", Severity.Critical, "web runs as root"), ("data.main.warn", Severity.Medium, "web has no limits"), ("main", Severity.High, "data.main.exception[_][_] == \"latest\"")],
        ReportFiles.Read("conftest/conftest.json").Results.Select(result => (result.Rule, result.Severity, result.Resource)));

    [Fact]
    public void An_exception_is_a_decision() =>
        Assert.Equal([("main", TriageDecision.RiskAccepted)], ReportFiles.Read("conftest/conftest.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));
}
