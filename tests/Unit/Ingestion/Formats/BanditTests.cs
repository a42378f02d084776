using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class BanditTests
{
    [Fact]
    public void An_issue_is_code_at_its_line()
    {
        var found = ReportFiles.Read("bandit/bandit.json")["B602"];

        Assert.Equal((FindingKind.Code, Severity.High, "app/run.py", 4, 78), (found.Kind, found.Severity, found.Path, found.Line, Assert.Single(found.Cwe)));
    }

    [Theory]
    [InlineData("bandit/bandit.json")]
    public void A_password_that_a_message_quotes_is_not_kept(string file) =>
        Assert.All(ReportFiles.Read(file).Items.OfType<MetricsPlatform.Ingestion.Domain.AcceptedItem>().SelectMany(Payloads.Messages), message =>
            Assert.DoesNotContain("EXAMPLE", System.Text.Json.JsonSerializer.Serialize<object>(message), StringComparison.Ordinal));
}
