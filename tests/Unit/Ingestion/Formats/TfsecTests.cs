using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class TfsecTests
{
    [Fact]
    public void A_result_is_about_a_resource_under_the_id_that_sarif_has()
    {
        var found = ReportFiles.Read("tfsec/tfsec.json")["aws-s3-block-public-acls"];

        Assert.Equal((FindingKind.Configuration, Severity.High, "infra/main.tf", 4, "aws_s3_bucket.invoices"), (found.Kind, found.Severity, found.Path, found.Line, found.Resource));
    }

    [Fact]
    public void What_passed_is_no_finding() => Assert.Equal(["aws-s3-block-public-acls", "aws-s3-enable-bucket-logging"], ReportFiles.Read("tfsec/tfsec.json").Results.Select(result => result.Rule));

    [Fact]
    public void What_a_comment_ignores_is_a_decision() =>
        Assert.Equal([("aws-s3-enable-bucket-logging", TriageDecision.RiskAccepted)], ReportFiles.Read("tfsec/tfsec.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Fact]
    public void A_report_without_results_is_one_when_it_is_named() =>
        Assert.Empty(ReportFiles.Of(Payloads.ReadReport("{'results':null}", new ScanQuery("shop", Format: "tfsec"))).Results);
}
