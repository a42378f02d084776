using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class OcsfTests
{
    [Fact]
    public void A_failed_check_is_about_a_resource()
    {
        var found = ReportFiles.Read("ocsf/prowler.json")["s3_public"];

        Assert.Equal((FindingKind.Configuration, Severity.High, "arn:aws:s3:::invoices", "Bucket is public."), (found.Kind, found.Severity, found.Resource, found.Description));
    }

    [Fact]
    public void What_passed_is_no_finding() => Assert.Equal(["s3_public", "s3_logging"], ReportFiles.Read("ocsf/prowler.json").Results.Select(result => result.Rule));

    [Fact]
    public void What_is_suppressed_is_a_decision() =>
        Assert.Equal([("s3_logging", TriageDecision.RiskAccepted)], ReportFiles.Read("ocsf/prowler.json").Decisions.Select(d => (d.Match.Rule, d.Decision)));

    [Fact]
    public void A_vulnerability_is_in_a_package()
    {
        var found = ReportFiles.Read("ocsf/vulnerabilities.jsonl")["CVE-2026-6001"];

        Assert.Equal((FindingKind.Dependency, Severity.High, 7.5, "pkg:npm/qs@6.5.1", "6.5.3"), (found.Kind, found.Severity, found.Cvss, found.Package, found.FixedIn));
    }

    [Fact]
    public void Or_in_code()
    {
        var found = ReportFiles.Read("ocsf/vulnerabilities.jsonl")["LS-7"];

        Assert.Equal((FindingKind.Code, Severity.Low, "src/Hash.cs", 4), (found.Kind, found.Severity, found.Path, found.Line));
    }

    [Fact]
    public void A_vulnerability_in_nothing_is_told_and_the_others_stand()
    {
        var report = ReportFiles.Read("ocsf/vulnerabilities.jsonl");

        Assert.Equal("/vulnerabilities/1", Assert.Single(report.Refusals).Pointer);
        Assert.Equal(("lake-scanner", false), (report.Scan.Tool, report.Scan.Complete));
    }
}
