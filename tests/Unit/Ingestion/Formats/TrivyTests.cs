using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class TrivyTests
{
    [Fact]
    public void An_image_is_the_target_without_its_tag()
    {
        var report = ReportFiles.Read("trivy/image.json");

        Assert.Equal(("trivy", "registry.example:5000/shop/web", true), (report.Scan.Tool, report.Scan.Target, report.Scan.Complete));
        Assert.Equal(new DateTimeOffset(2026, 2, 24, 7, 7, 53, TimeSpan.Zero).AddTicks(4873810), report.Time);
    }

    [Fact]
    public void A_package_of_the_system_has_the_url_that_trivy_writes()
    {
        var found = ReportFiles.Read("trivy/image.json")["CVE-2026-1001"];

        Assert.Equal((FindingKind.Dependency, Severity.Low, 7.5), (found.Kind, found.Severity, found.Cvss));
        Assert.Equal(("pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64&distro=debian-12.5", "3.0.13-1~deb12u1", null), (found.Package, found.FixedIn, found.Path));
        Assert.Equal(["DSA-9001-1"], found.Aliases);
        Assert.Equal([125], found.Cwe);
    }

    [Fact]
    public void A_package_without_a_url_is_named_by_the_result_s_type()
    {
        var report = ReportFiles.Read("trivy/image.json");

        Assert.Equal("pkg:deb/debian/bash@5.2.15-2%2Bb2", report["TEMP-0841856-B18BAF"].Package);
        Assert.Equal(("pkg:npm/%40shop/cart@1.4.0", "app/package-lock.json"), (report["CVE-2026-1002"].Package, report["CVE-2026-1002"].Path));
        Assert.Equal("pkg:rpm/centos/curl@7.61.1-12.el8", ReportFiles.Read("trivy/results-alone.json")["CVE-2026-1007"].Package);
    }

    [Fact]
    public void What_trivy_has_not_rated_has_the_level_of_its_score_or_none()
    {
        var report = ReportFiles.Read("trivy/image.json");

        Assert.Equal((Severity.Critical, 9.3), (report["CVE-2026-1002"].Severity, report["CVE-2026-1002"].Cvss));
        Assert.Equal((Severity.Info, null), (report["TEMP-0841856-B18BAF"].Severity, report["TEMP-0841856-B18BAF"].Cvss));
    }

    [Fact]
    public void A_CVE_id_among_the_vendor_s_is_the_rule() =>
        Assert.Equal(["GHSA-23cf-ghjm-pqrv"], ReportFiles.Read("trivy/image.json")["CVE-2026-1002"].Aliases);

    [Fact]
    public void A_secret_is_a_place_and_nothing_of_its_text()
    {
        var found = ReportFiles.Read("trivy/image.json")["aws-access-key-id"];

        Assert.Equal((FindingKind.Secret, "app/.env", 3, null), (found.Kind, found.Path, found.Line, found.Description));
        Assert.DoesNotContain("AWS_ACCESS_KEY_ID", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Licences_and_what_vex_calls_fixed_are_no_findings() =>
        Assert.Equal(
            ["CVE-2026-1001", "CVE-2026-1002", "CVE-2026-1003", "CVE-2026-1004", "TEMP-0841856-B18BAF", "aws-access-key-id"],
            ReportFiles.Read("trivy/image.json").Results.Select(result => result.Rule).Order(StringComparer.Ordinal));

    [Fact]
    public void What_was_suppressed_is_a_result_and_a_decision() =>
        Assert.Equal(
            [
                ("CVE-2026-1003", "pkg:npm/left-pad@1.3.0", TriageDecision.NotAffected, "vex/web.json", "vulnerable code is never called"),
                ("CVE-2026-1004", "pkg:npm/qs@6.0.0", TriageDecision.RiskAccepted, ".trivyignore", null),
            ],
            ReportFiles.Read("trivy/image.json").Decisions.Select(decision =>
                (decision.Match.Rule, decision.Match.Package, decision.Decision, decision.By, decision.Justification)));

    [Fact]
    public void A_misconfiguration_counts_when_it_failed()
    {
        var report = ReportFiles.Read("trivy/repository.json");
        var found = Assert.Single(report.Results);

        Assert.Equal(("", "15f19b237aa4cf35c270b01a681431e13f120b5c", "main"), (report.Scan.Target, report.Scan.Commit, report.Scan.Branch));
        Assert.Equal((FindingKind.Configuration, "AVD-AWS-0086", Severity.High), (found.Kind, found.Rule, found.Severity));
        Assert.Equal(("infra/main.tf", 12, "aws_s3_bucket.invoices"), (found.Path, found.Line, found.Resource));
        Assert.Equal("No public access block, so not blocking public ACLs", found.Description);
    }

    [Fact]
    public void In_a_cluster_the_workload_is_the_resource()
    {
        var report = ReportFiles.Read("trivy/cluster.json");

        Assert.Equal(("pkg:apk/alpine/musl@1.2.5-r0", Severity.Critical), (report["CVE-2026-1006"].Package, report["CVE-2026-1006"].Severity));
        Assert.Equal(("Deployment/web", "default/Deployment/web"), (report["KSV001"].Path, report["KSV001"].Resource));
    }

    [Fact]
    public void A_report_without_results_found_nothing()
    {
        var report = ReportFiles.Of(Payloads.ReadReport("{'SchemaVersion':2,'ArtifactName':'.','ArtifactType':'filesystem'}"));

        Assert.Equal((0, true, true), (report.Results.Count, report.Scan.Complete, report.Scan.Successful));
    }
}
