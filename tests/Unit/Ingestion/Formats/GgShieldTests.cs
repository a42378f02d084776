using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GgShieldTests
{
    [Fact]
    public void An_occurrence_is_a_result_and_a_valid_secret_is_critical() => Assert.Equal(
        [("AWS Keys", Severity.Critical, "conf/.env", 2), ("AWS Keys", Severity.Critical, "conf/.env", 3)],
        ReportFiles.Read("ggshield/path.json").Results.Select(result => (result.Rule, result.Severity, result.Path, result.Line)));

    [Fact]
    public void Commits_have_scans_of_their_own()
    {
        var found = ReportFiles.Read("ggshield/commits.json")["RSA Private Key"];

        Assert.Equal((FindingKind.Secret, Severity.High, "keys/id_rsa", 1), (found.Kind, found.Severity, found.Path, found.Line));
    }

    [Theory]
    [InlineData("ggshield/path.json")]
    [InlineData("ggshield/commits.json")]
    public void Nothing_of_its_text_is_kept(string file) =>
        Assert.All(ReportFiles.Read(file).Items.OfType<MetricsPlatform.Ingestion.Domain.AcceptedItem>().SelectMany(Payloads.Messages), message =>
            Assert.DoesNotContain("EXAMPLE", System.Text.Json.JsonSerializer.Serialize<object>(message), StringComparison.Ordinal));
}
