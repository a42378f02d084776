using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GitleaksTests
{
    [Theory]
    [InlineData("gitleaks/git.json", "aws-access-token", "conf/.env", 20)]
    [InlineData("gitleaks/directory.json", "generic-api-key", "src/app.cfg", 3)]
    [InlineData("gitleaks/version7.json", "AWS Manager ID", "conf/aws.cfg", 5)]
    [InlineData("gitleaks/leaks.csv", "private-key", "keys/id_rsa", 1)]
    public void A_leak_is_a_place_and_nothing_of_its_text(string file, string rule, string path, int line)
    {
        var found = Assert.Single(ReportFiles.Read(file).Results);

        Assert.Equal((FindingKind.Secret, Severity.High, rule, path, line), (found.Kind, found.Severity, found.Rule, found.Path, found.Line));
        Assert.DoesNotContain("EXAMPLE", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fingerprint_holds_a_line_and_counts_only_in_a_commit()
    {
        Assert.Equal("c0ffee1:conf/.env:aws-access-token:20", ReportFiles.Read("gitleaks/git.json").Results[0].Fingerprint);
        Assert.Null(ReportFiles.Read("gitleaks/directory.json").Results[0].Fingerprint);
    }

    [Fact]
    public void An_empty_list_is_a_report_when_it_is_named() =>
        Assert.True(ReportFiles.Of(Payloads.ReadReport("[]", new ScanQuery("shop", Format: "gitleaks"))) is { Results.Count: 0, Scan.Complete: true });
}
