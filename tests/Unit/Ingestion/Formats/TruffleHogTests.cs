using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class TruffleHogTests
{
    [Fact]
    public void What_was_verified_is_critical_and_a_commit_fixes_its_place()
    {
        var found = ReportFiles.Read("trufflehog/git.jsonl")["AWS"];

        Assert.Equal((FindingKind.Secret, Severity.Critical, "conf/.env", 2, "c0ffee1:conf/.env:AWS:2"), (found.Kind, found.Severity, found.Path, found.Line, found.Fingerprint));
    }

    [Fact]
    public void Without_a_commit_there_is_no_fingerprint()
    {
        var found = ReportFiles.Read("trufflehog/git.jsonl")["Slack"];

        Assert.Equal((FindingKind.Secret, Severity.High, "src/app.cfg", 5, null), (found.Kind, found.Severity, found.Path, found.Line, found.Fingerprint));
    }

    [Fact]
    public void Version_2_has_a_reason()
    {
        var found = ReportFiles.Read("trufflehog/version2.jsonl")["RSA private key"];

        Assert.Equal((FindingKind.Secret, Severity.High, "keys/id_rsa", null), (found.Kind, found.Severity, found.Path, found.Line));
    }

    [Theory]
    [InlineData("trufflehog/git.jsonl")]
    [InlineData("trufflehog/version2.jsonl")]
    public void Nothing_of_its_text_is_kept(string file) =>
        Assert.All(ReportFiles.Read(file).Items.OfType<MetricsPlatform.Ingestion.Domain.AcceptedItem>().SelectMany(Payloads.Messages), message =>
            Assert.DoesNotContain("EXAMPLE", System.Text.Json.JsonSerializer.Serialize<object>(message), StringComparison.Ordinal));
}
