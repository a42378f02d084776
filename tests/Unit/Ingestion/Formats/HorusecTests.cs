using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class HorusecTests
{
    [Fact]
    public void A_vulnerability_is_code()
    {
        var found = ReportFiles.Read("horusec/horusec.json")["HS-JAVA-111"];

        Assert.Equal((FindingKind.Code, Severity.Medium, "src/Hash.java", 4, 327), (found.Kind, found.Severity, found.Path, found.Line, Assert.Single(found.Cwe)));
    }

    [Fact]
    public void A_leak_is_a_secret_named_by_what_was_detected()
    {
        var found = ReportFiles.Read("horusec/horusec.json")["Hard-coded password"];

        Assert.Equal((FindingKind.Secret, Severity.Critical), (found.Kind, found.Severity));
    }

    [Fact]
    public void What_is_accepted_is_a_decision() =>
        Assert.Equal([("Hard-coded password", TriageDecision.RiskAccepted)], ReportFiles.Read("horusec/horusec.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Theory]
    [InlineData("horusec/horusec.json")]
    public void Nothing_of_a_secret_is_kept(string file) =>
        Assert.All(ReportFiles.Read(file).Items.OfType<MetricsPlatform.Ingestion.Domain.AcceptedItem>().SelectMany(Payloads.Messages), message =>
            Assert.DoesNotContain("EXAMPLE", System.Text.Json.JsonSerializer.Serialize<object>(message), StringComparison.Ordinal));
}
