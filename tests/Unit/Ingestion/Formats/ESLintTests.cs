using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class ESLintTests
{
    [Fact]
    public void A_message_of_a_rule_about_security_is_code()
    {
        var found = ReportFiles.Read("eslint/eslint.json")["security/detect-eval-with-expression"];

        Assert.Equal((FindingKind.Code, Severity.High, "src/cart.js", 4), (found.Kind, found.Severity, found.Path, found.Line));
    }

    [Fact]
    public void Style_and_parsing_errors_are_no_findings() => Assert.Equal(["security/detect-eval-with-expression", "no-secrets/no-secrets", "no-eval"], ReportFiles.Read("eslint/eslint.json").Results.Select(result => result.Rule));

    [Fact]
    public void A_rule_about_secrets_finds_secrets()
    {
        var found = ReportFiles.Read("eslint/eslint.json")["no-secrets/no-secrets"];

        Assert.Equal((FindingKind.Secret, Severity.Medium), (found.Kind, found.Severity));
    }

    [Fact]
    public void What_a_comment_disables_is_a_decision() =>
        Assert.Equal([("no-eval", TriageDecision.RiskAccepted)], ReportFiles.Read("eslint/eslint.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Theory]
    [InlineData("eslint/eslint.json")]
    public void Nothing_of_their_text_is_kept(string file) =>
        Assert.All(ReportFiles.Read(file).Items.OfType<MetricsPlatform.Ingestion.Domain.AcceptedItem>().SelectMany(Payloads.Messages), message =>
            Assert.DoesNotContain("EXAMPLE", System.Text.Json.JsonSerializer.Serialize<object>(message), StringComparison.Ordinal));
}
