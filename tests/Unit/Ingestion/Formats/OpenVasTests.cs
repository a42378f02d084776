using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class OpenVasTests
{
    [Fact]
    public void The_score_goes_before_a_word_that_knows_no_critical()
    {
        var found = ReportFiles.Read("openvas/report.xml")["1.3.6.1.4.1.25623.1.0.1"];

        Assert.Equal((FindingKind.Dynamic, Severity.Critical, "shop.example:443", "CVE-2026-5001"), (found.Kind, found.Severity, found.Url, Assert.Single(found.Aliases)));
    }

    [Fact]
    public void What_a_person_called_false_is_a_decision() =>
        Assert.Equal([("1.3.6.1.4.1.25623.1.0.2", TriageDecision.FalsePositive)], ReportFiles.Read("openvas/report.xml").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Fact]
    public void An_answer_of_the_protocol_has_the_report_inside()
    {
        var found = ReportFiles.Read("openvas/response.xml")["1.3.6.1.4.1.25623.1.0.1"];

        Assert.Equal((Severity.Medium, "192.0.2.7:22"), (found.Severity, found.Url));
    }

    [Fact]
    public void Csv_says_the_same()
    {
        var found = ReportFiles.Read("openvas/report.csv")["1.3.6.1.4.1.25623.1.0.3"];

        Assert.Equal((Severity.Medium, "shop.example:22", 2), (found.Severity, found.Url, found.Aliases.Count));
    }
}
