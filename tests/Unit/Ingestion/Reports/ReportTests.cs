using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Ingestion.Formats;

namespace MetricsPlatform.Tests.Unit.Ingestion.Reports;

public class ReportTests
{
    [Theory]
    [InlineData("{'hello':1}", null, "unknown_format", "'hello'")]
    [InlineData("<hello/>", null, "unknown_format", "<hello>")]
    [InlineData("hello,world\n1,2", null, "unknown_format", "'hello', 'world'")]
    [InlineData("{'a':1} {'b':2}", null, "unknown_format", "several JSON values")]
    [InlineData("{'hello':1}", "nessus7", "unknown_format", "trivy")]
    [InlineData("{'hello':1}", "trivy", "not_this_format", "'hello'")]
    [InlineData(" \n", null, "empty", "empty")]
    [InlineData("{'hello':", null, "invalid_json", "line 1")]
    [InlineData("<hello>\n</world>", "trivy", "not_this_format", "<hello>")]
    public void A_report_that_is_of_no_format_is_refused_with_what_it_looks_like(string report, string? format, string reason, string says)
    {
        var refusal = Assert.Throws<UnreadablePayloadException>(() => Payloads.ReadReport(report, new ScanQuery("shop", Format: format))).Refusal;

        Assert.Equal(reason, refusal.Reason);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_several_formats_recognise_is_refused_with_their_names()
    {
        var both = "{'SchemaVersion':2,'ArtifactName':'.','auditReportVersion':2,'vulnerabilities':{}}";
        var refusal = Assert.Throws<UnreadablePayloadException>(() => Payloads.ReadReport(both)).Refusal;

        Assert.Equal("ambiguous_format", refusal.Reason);
        Assert.Contains("npm-audit, trivy", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("trivy", ReportFiles.Of(Payloads.ReadReport(both, new ScanQuery("shop", Format: "trivy"))).Scan.Tool);
    }

    [Fact]
    public void A_report_in_UTF_16_is_refused_with_what_to_do() => Assert.Equal("unsupported_encoding", Assert.Throws<UnreadablePayloadException>(
        () => ScanReport.Read(new MemoryStream([0xFF, 0xFE, (byte)'{', 0]), new ScanQuery("s"), Payloads.Now, "/", "1").ToList()).Refusal.Reason);

    [Fact]
    public void An_item_that_cannot_be_read_is_pointed_at_and_the_others_count_as_a_part()
    {
        var report = ReportFiles.Of(Payloads.ReadReport(
            "{'SchemaVersion':2,'ArtifactName':'.','Results':[{'Target':'a','Type':'npm','Vulnerabilities':[{'VulnerabilityID':'CVE-2026-1','PkgName':'a'},{'PkgName':'b'},{'VulnerabilityID':'CVE-2026-2','PkgName':'c'}]}]}"));

        Assert.Equal(["CVE-2026-1", "CVE-2026-2"], report.Results.Select(result => result.Rule));
        Assert.False(report.Scan.Complete);
        Assert.Equal([("missing_field", "/Results/0/Vulnerabilities/1/VulnerabilityID")], report.Refusals.Select(refusal => (refusal.Reason, refusal.Pointer)));
    }

    [Fact]
    public void An_item_that_lacks_what_its_parts_are_in_is_pointed_at_itself()
    {
        var refusal = Assert.IsType<RefusedItem>(Assert.Single(Payloads.ReadReport("{'lockfile':{'dependency-count':1},'vulnerabilities':{'count':1,'list':[{'package':{'name':'a'}}]}}"))).Refusal;

        Assert.Equal(("/vulnerabilities/list/0", "'0' at /vulnerabilities/list/0 lacks 'id', which is required."), (refusal.Pointer, refusal.Message));
    }

    [Fact]
    public void A_report_of_which_nothing_can_be_read_is_refused()
    {
        var items = Payloads.ReadReport("{'SchemaVersion':2,'ArtifactName':'.','Results':[{'Vulnerabilities':[{'PkgName':'b'}]}]}");

        Assert.Equal("/Results/0/Vulnerabilities/0/VulnerabilityID", Assert.IsType<RefusedItem>(Assert.Single(items)).Refusal.Pointer);
    }

    [Fact]
    public void Of_many_items_that_cannot_be_read_the_first_are_told_and_the_rest_counted()
    {
        var report = ReportFiles.Of(Payloads.ReadReport(
            $"{{'SchemaVersion':2,'ArtifactName':'.','Results':[{{'Vulnerabilities':[{{'VulnerabilityID':'CVE-2026-1','PkgName':'a'}}{string.Concat(Enumerable.Repeat(",{}", 1000))}]}}]}}"));

        Assert.Equal(21, report.Refusals.Count);
        Assert.Contains("980", report.Refusals[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_which_far_too_much_cannot_be_read_is_refused()
    {
        var refusal = Assert.Throws<UnreadablePayloadException>(() => Payloads.ReadReport(
            $"{{'SchemaVersion':2,'ArtifactName':'.','Results':[{{'Vulnerabilities':[{{'VulnerabilityID':'CVE-2026-1','PkgName':'a'}}{string.Concat(Enumerable.Repeat(",{}", 10_001))}]}}]}}")).Refusal;

        Assert.Equal(("missing_field", "/Results/0/Vulnerabilities/1/VulnerabilityID"), (refusal.Reason, refusal.Pointer));
    }

    [Fact]
    public void Texts_are_of_bounded_length_and_long_names_stay_different()
    {
        static string Rule(char last) => Assert.Single(ReportFiles.Of(Payloads.ReadReport(
            $"{{'SchemaVersion':2,'ArtifactName':'.','Results':[{{'Secrets':[{{'RuleID':'{new string('x', 3000)}{last}','Title':'a\\u001fb{new string('t', 3000)}'}}]}}]}}")).Results).Rule;

        Assert.True(Rule('a').Length <= 2000);
        Assert.NotEqual(Rule('a'), Rule('b'));
    }

    [Fact]
    public void What_the_request_says_goes_before_what_the_report_says()
    {
        var report = ReportFiles.Read("trivy/image.json", new ScanQuery("shop", "Other", "web", Stage.Production, "1.0", "def", "dev", false, Payloads.Now.AddDays(-1)));

        Assert.Equal(new("other", "web", Stage.Production, "1.0", "def", "dev", false, true), report.Scan);
        Assert.Equal(Payloads.Now.AddDays(-1), report.Time);
    }

    [Fact]
    public void A_report_from_the_future_is_refused() => Assert.Equal("future_time", Assert.IsType<RefusedItem>(Assert.Single(
        Payloads.ReadReport("{'SchemaVersion':2,'ArtifactName':'.','CreatedAt':'2026-03-01T12:06:00Z'}"))).Refusal.Reason);
}
