using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class NoseyParkerTests
{
    [Fact]
    public void A_finding_stands_at_its_first_match_and_also_at_the_others()
    {
        var found = ReportFiles.Read("noseyparker/report.json")["np.aws.1"];

        Assert.Equal((FindingKind.Secret, Severity.High, "conf/.env", 2, "old/.env:5"), (found.Kind, found.Severity, found.Path, found.Line, Assert.Single(found.AlsoAt)));
    }

    [Fact]
    public void What_was_rejected_is_a_decision() =>
        Assert.Equal([("np.aws.1", TriageDecision.FalsePositive)], ReportFiles.Read("noseyparker/report.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Theory]
    [InlineData("noseyparker/report.json")]
    public void Nothing_of_its_text_is_kept(string file) =>
        Assert.All(ReportFiles.Read(file).Items.OfType<MetricsPlatform.Ingestion.Domain.AcceptedItem>().SelectMany(Payloads.Messages), message =>
            Assert.DoesNotContain("EXAMPLE", System.Text.Json.JsonSerializer.Serialize<object>(message), StringComparison.Ordinal));
}
