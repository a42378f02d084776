using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GitHubAlertsTests
{
    [Fact]
    public void A_code_scanning_alert_is_a_finding_of_the_tool_that_raised_it()
    {
        var report = ReportFiles.Read("github-code-scanning/alerts.json");
        var found = report["js/zipslip"];

        Assert.Equal("codeql", report.Scan.Tool);
        Assert.Equal((FindingKind.Code, Severity.High, "lib/ab12-gen.js", 917), (found.Kind, found.Severity, found.Path, found.Line));
        Assert.Equal([22], found.Cwe);
    }

    [Fact]
    public void A_dismissed_code_scanning_alert_is_a_decision_and_a_fixed_one_is_nothing()
    {
        var report = ReportFiles.Read("github-code-scanning/alerts.json");
        var decision = Assert.Single(report.Decisions);

        Assert.Equal(2, report.Results.Count);
        Assert.Equal(("js/unused-local-variable", TriageDecision.FalsePositive, "ada", "the value is a constant"), (decision.Match.Rule, decision.Decision, decision.By, decision.Justification));
        Assert.Equal(new DateTimeOffset(2026, 2, 14, 12, 29, 18, TimeSpan.Zero), decision.Header.Time);
    }

    [Fact]
    public void A_secret_that_works_is_critical_and_one_that_was_revoked_is_nothing()
    {
        var report = ReportFiles.Read("github-secret-scanning/alerts.json");

        Assert.Equal((FindingKind.Secret, Severity.Critical, "config/mail.yml", 3), (report["mailchimp_api_key"].Kind, report["mailchimp_api_key"].Severity, report["mailchimp_api_key"].Path, report["mailchimp_api_key"].Line));
        Assert.Equal(2, report.Results.Count);
        Assert.Equal(("adafruit_io_key", TriageDecision.NotAffected), (Assert.Single(report.Decisions).Match.Rule, report.Decisions[0].Decision));
    }

    [Theory]
    [InlineData("github-code-scanning")]
    [InlineData("github-secret-scanning")]
    public void An_empty_list_is_a_report_when_it_is_named(string format) =>
        Assert.Empty(ReportFiles.Of(Payloads.ReadReport("[]", new ScanQuery("shop", Format: format))).Results);
}
