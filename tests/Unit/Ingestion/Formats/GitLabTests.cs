using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GitLabTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("''")]
    public void A_package_whose_name_is_no_text_is_pointed_at(string name)
    {
        var refusal = Assert.IsType<RefusedItem>(Assert.Single(Payloads.ReadReport(
            $"{{'version':'15.0.0','scan':{{'type':'dependency_scanning','scanner':{{'id':'gemnasium'}}}},'vulnerabilities':[{{'identifiers':[{{'type':'cve','value':'CVE-2026-1'}}],'location':{{'dependency':{{'package':{{'name':{name}}}}}}}}}]}}"))).Refusal;

        Assert.Equal("/vulnerabilities/0/location/dependency/package/name", refusal.Pointer);
    }

    [Fact]
    public void The_scanner_is_the_tool_and_the_analysis_the_target()
    {
        var scan = ReportFiles.Read("gitlab-sast/gl-sast-report.json").Scan;

        Assert.Equal(("semgrep", "sast"), (scan.Tool, scan.Target));
        Assert.Equal("brakeman", ReportFiles.Read("gitlab-sast/before-14.json").Scan.Tool);
    }

    [Fact]
    public void The_tool_s_own_identifier_is_the_rule_and_a_weakness_is_none()
    {
        var found = ReportFiles.Read("gitlab-sast/gl-sast-report.json")["bandit.B303-1"];

        Assert.Equal((FindingKind.Code, Severity.Medium, "app/hash.py", 8), (found.Kind, found.Severity, found.Path, found.Line));
        Assert.Equal([327], found.Cwe);
    }

    [Fact]
    public void The_scope_is_the_fingerprint_and_a_line_is_none()
    {
        var report = ReportFiles.Read("gitlab-sast/gl-sast-report.json");

        Assert.Equal("app/hash.py|digest[0]:2", report["bandit.B303-1"].Fingerprint);
        Assert.Null(report["bandit.B311"].Fingerprint);
    }

    [Fact]
    public void What_is_flagged_as_false_is_a_decision() =>
        Assert.Equal(("bandit.B311", TriageDecision.FalsePositive, "vet"), Assert.Single(ReportFiles.Read("gitlab-sast/gl-sast-report.json").Decisions.Select(d => (d.Match.Rule, d.Decision, d.By))));

    [Fact]
    public void A_package_of_an_image_is_told_by_the_system_or_else_by_its_version()
    {
        var report = ReportFiles.Read("gitlab-container/gl-container-scanning-report.json");

        Assert.Equal("pkg:deb/debian/libssl3@3.0.11-1~deb12u2", report["CVE-2026-1001"].Package);
        Assert.Equal("pkg:apk/alpine/musl@1.2.5-r0", report["CVE-2026-1002"].Package);
        Assert.Equal("pkg:deb/debian/bash@5.2.15-2", report["CVE-2026-1003"].Package);
    }

    [Fact]
    public void A_dependency_is_named_by_its_file_and_has_all_ids()
    {
        var found = ReportFiles.Read("gitlab-dependency/gl-dependency-scanning-report.json")["CVE-2026-1004"];

        Assert.Equal(("pkg:npm/qs@6.5.1", "web/package-lock.json"), (found.Package, found.Path));
        Assert.Equal(["1b2c", "GHSA-34cf-ghjm-pqrv"], found.Aliases);
    }

    [Fact]
    public void A_request_has_its_address_and_parameter()
    {
        var report = ReportFiles.Read("gitlab-dast/gl-dast-report.json");
        var found = report["40018"];

        Assert.Equal((FindingKind.Dynamic, "https://shop.example/cart", "POST", "qty"), (found.Kind, found.Url, found.Method, found.Parameter));
        Assert.False(report.Scan.Successful);
    }

    [Fact]
    public void A_secret_has_a_place_and_nothing_of_its_text()
    {
        var found = Assert.Single(ReportFiles.Read("gitlab-secret/gl-secret-detection-report.json").Results);

        Assert.Equal((FindingKind.Secret, "AWS", "conf/.env", 2), (found.Kind, found.Rule, found.Path, found.Line));
        Assert.DoesNotContain("AKIAEXAMPLE", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_has_its_address_as_fingerprint() =>
        Assert.Equal("0x602000001573", ReportFiles.Read("gitlab-coverage/gl-coverage-fuzzing-report.json")["Heap-buffer-overflow"].Fingerprint);
}
