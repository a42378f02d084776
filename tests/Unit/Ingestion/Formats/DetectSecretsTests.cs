using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class DetectSecretsTests
{
    [Fact]
    public void A_secret_is_a_place()
    {
        var found = ReportFiles.Read("detect-secrets/baseline.json")["AWS Access Key"];

        Assert.Equal((FindingKind.Secret, Severity.High, "conf/.env", 2, null), (found.Kind, found.Severity, found.Path, found.Line, found.Fingerprint));
    }

    [Fact]
    public void What_an_audit_called_false_is_a_decision() =>
        Assert.Equal([("Secret Keyword", TriageDecision.FalsePositive)], ReportFiles.Read("detect-secrets/baseline.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Theory]
    [InlineData("detect-secrets/baseline.json")]
    public void Nothing_of_its_hash_is_kept(string file) =>
        Assert.All(ReportFiles.Read(file).Items.OfType<MetricsPlatform.Ingestion.Domain.AcceptedItem>().SelectMany(Payloads.Messages), message =>
            Assert.DoesNotContain("EXAMPLE", System.Text.Json.JsonSerializer.Serialize<object>(message), StringComparison.Ordinal));
}
