using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class TerrascanTests
{
    [Fact]
    public void A_violation_is_about_a_resource()
    {
        var found = ReportFiles.Read("terrascan/terrascan.json")["AC_AWS_0214"];

        Assert.Equal((FindingKind.Configuration, Severity.Medium, "infra/main.tf", 4, "aws_s3_bucket.invoices"), (found.Kind, found.Severity, found.Path, found.Line, found.Resource));
    }

    [Fact]
    public void What_is_skipped_is_a_decision() =>
        Assert.Equal([("AC_AWS_0215", TriageDecision.RiskAccepted)], ReportFiles.Read("terrascan/terrascan.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Fact]
    public void A_scan_without_violations_found_nothing() => Assert.Equal([], ReportFiles.Read("terrascan/nothing.json").Results.Select(result => result.Rule));
}
