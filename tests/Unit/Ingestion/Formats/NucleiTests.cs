using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class NucleiTests
{
    [Fact]
    public void A_match_is_dynamic_under_its_template()
    {
        var found = ReportFiles.Read("nuclei/nuclei.jsonl")["CVE-2026-3001"];

        Assert.Equal((FindingKind.Dynamic, Severity.Critical, "https://shop.example/api?x=1", 9.8), (found.Kind, found.Severity, found.Url, found.Cvss));
    }

    [Fact]
    public void Matchers_of_a_template_are_told_apart() =>
        Assert.Equal([null, "nginx", "bootstrap"], ReportFiles.Read("nuclei/nuclei.jsonl").Results.Select(result => result.Parameter));

    [Fact]
    public void A_fuzzed_parameter_goes_before_a_matcher()
    {
        var found = ReportFiles.Read("nuclei/export.json")["open-redirect"];

        Assert.Equal((Severity.Info, "POST", "next"), (found.Severity, found.Method, found.Parameter));
    }
}
