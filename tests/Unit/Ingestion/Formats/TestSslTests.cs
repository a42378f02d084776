using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class TestSslTests
{
    [Fact]
    public void A_test_of_an_address_is_a_finding_without_the_address_s_number()
    {
        var found = ReportFiles.Read("testssl/testssl.csv")["LUCKY13"];

        Assert.Equal((FindingKind.Dynamic, Severity.Low, "shop.example:443", 2), (found.Kind, found.Severity, found.Url, found.Aliases.Count));
    }

    [Fact]
    public void What_is_well_is_no_finding() => Assert.Equal(["LUCKY13", "service", "engine_problem"], ReportFiles.Read("testssl/testssl.csv").Results.Select(result => result.Rule));

    [Fact]
    public void A_fatal_problem_is_a_failed_scan()
    {
        Assert.False(ReportFiles.Read("testssl/flat.json").Scan.Successful);
        Assert.True(ReportFiles.Read("testssl/testssl.csv").Scan.Successful);
    }

    [Fact]
    public void Pretty_json_has_its_sections()
    {
        var found = ReportFiles.Read("testssl/pretty.json")["TLS1"];

        Assert.Equal(("shop.example:443", Severity.Low), (found.Url, found.Severity));
    }
}
