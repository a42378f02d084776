using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class KicsTests
{
    [Fact]
    public void A_file_of_a_query_is_a_result_about_a_resource() => Assert.Equal(
        [("38c5ee0d", "infra/main.tf", "aws_s3_bucket.invoices"), ("38c5ee0d", "infra/other.tf", "aws_s3_bucket[other].acl"), ("76c0bcde", "conf/.env", null)],
        ReportFiles.Read("kics/results.json").Results.Select(result => (result.Rule, result.Path, result.Resource)));

    [Fact]
    public void A_query_for_secrets_finds_secrets()
    {
        var found = ReportFiles.Read("kics/results.json")["76c0bcde"];

        Assert.Equal((FindingKind.Secret, Severity.Info), (found.Kind, found.Severity));
    }

    [Theory]
    [InlineData("kics/results.json")]
    public void Nothing_of_their_text_is_kept(string file) =>
        Assert.All(ReportFiles.Read(file).Items.OfType<MetricsPlatform.Ingestion.Domain.AcceptedItem>().SelectMany(Payloads.Messages), message =>
            Assert.DoesNotContain("EXAMPLE", System.Text.Json.JsonSerializer.Serialize<object>(message), StringComparison.Ordinal));
}
