using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GosecTests
{
    [Fact]
    public void A_range_of_lines_begins_at_its_first()
    {
        var found = ReportFiles.Read("gosec/gosec.json")["G304"];

        Assert.Equal((FindingKind.Code, Severity.Medium, "cmd/main.go", 42), (found.Kind, found.Severity, found.Path, found.Line));
    }

    [Fact]
    public void What_a_comment_suppresses_is_a_decision() =>
        Assert.Equal([("G404", TriageDecision.RiskAccepted)], ReportFiles.Read("gosec/gosec.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));
}
