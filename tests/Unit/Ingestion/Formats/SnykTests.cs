using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class SnykTests
{
    [Fact]
    public void A_vulnerability_of_a_project_has_the_CVE_id_and_a_licence_is_none()
    {
        var report = ReportFiles.Read("snyk/project.json");
        var found = report["CVE-2026-8908"];

        Assert.Equal((Severity.Medium, 5.5, "pkg:maven/org.example/guava@29.0-jre", "30.0-android, 30.0-jre", "pom.xml"), (found.Severity, found.Cvss, found.Package, found.FixedIn, found.Path));
        Assert.Equal(["SNYK-JAVA-ORGEXAMPLE-1015415", "GHSA-23cf-ghjm-pqrv"], found.Aliases);
        Assert.Equal(2, report.Results.Count);
    }

    [Fact]
    public void What_is_ignored_is_a_result_and_a_decision_with_its_end()
    {
        var decision = Assert.Single(ReportFiles.Read("snyk/project.json").Decisions);

        Assert.Equal(("SNYK-JAVA-ORGEXAMPLE-1", TriageDecision.RiskAccepted, "ada@shop.example"), (decision.Match.Rule, decision.Decision, decision.By));
        Assert.Equal((new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero)), (decision.Header.Time, decision.Until));
    }

    [Fact]
    public void Projects_of_a_list_are_one_scan_that_failed_when_one_of_them_did()
    {
        var report = ReportFiles.Read("snyk/projects.json");

        Assert.False(report.Scan.Successful);
        Assert.Equal("pkg:deb/debian/libssl3@3.0.11-1~deb12u2", report["CVE-2026-1001"].Package);
        Assert.Equal(("pkg:npm/%40shop/cart@1.4.0", "/app/package-lock.json"), (report["CVE-2026-1002"].Package, report["CVE-2026-1002"].Path));
    }

    [Fact]
    public void Issues_of_the_API_have_the_kind_of_their_type_and_a_resolved_one_is_none()
    {
        var report = ReportFiles.Read("snyk/issues-rest.json");

        Assert.Equal(3, report.Results.Count);
        Assert.Equal((FindingKind.Dependency, "pkg:npm/lodash@4.17.20", 7.5), (report["CVE-2026-28500"].Kind, report["CVE-2026-28500"].Package, report["CVE-2026-28500"].Cvss));
        Assert.Equal((FindingKind.Code, "src/Orders.java", 12), (report["java/Sqli"].Kind, report["java/Sqli"].Path, report["java/Sqli"].Line));
        Assert.Equal((FindingKind.Configuration, "spec.containers[0]"), (report["SNYK-CC-1"].Kind, report["SNYK-CC-1"].Resource));
        Assert.Equal("java/Sqli", Assert.Single(report.Decisions).Match.Rule);
    }

    [Fact]
    public void Issues_of_the_old_API_are_read()
    {
        var report = ReportFiles.Read("snyk/issues-v1.json");
        var found = Assert.Single(report.Results);

        Assert.Equal(("CVE-2026-4", "pkg:pypi/flask@2.2.0", "2.2.5"), (found.Rule, found.Package, found.FixedIn));
        Assert.Equal("no sessions", Assert.Single(report.Decisions).Justification);
    }
}
