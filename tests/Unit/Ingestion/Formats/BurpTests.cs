using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class BurpTests
{
    [Fact]
    public void An_issue_is_a_request()
    {
        var found = ReportFiles.Read("burp/issues.xml")["1049088"];

        Assert.Equal((FindingKind.Dynamic, Severity.High, "https://shop.example/cart", "POST", "qty"), (found.Kind, found.Severity, found.Url, found.Method, found.Parameter));
    }

    [Fact]
    public void Html_becomes_text_and_all_classes_are_read()
    {
        var found = ReportFiles.Read("burp/issues.xml")["1049088"];

        Assert.Equal("SQL injection & more", found.Description);
        Assert.Equal([89, 94], found.Cwe);
    }

    [Fact]
    public void What_a_person_called_false_is_a_decision() =>
        Assert.Equal([("5244416", TriageDecision.FalsePositive)], ReportFiles.Read("burp/issues.xml").Decisions.Select(d => (d.Match.Rule, d.Decision)));
}
