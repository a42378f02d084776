using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class TrivyOperatorTests
{
    [Fact]
    public void A_package_is_that_of_the_image_s_system_or_has_its_url()
    {
        var report = ReportFiles.Read("trivy-operator/reports.json");

        Assert.Equal(("pkg:deb/debian/libssl3@3.0.11", Severity.Critical, 4.2), (report["CVE-2026-1001"].Package, report["CVE-2026-1001"].Severity, report["CVE-2026-1001"].Cvss));
        Assert.Equal("pkg:npm/%40shop/cart@1.4.0", report["CVE-2026-1002"].Package);
        Assert.Equal("pkg:apk/alpine/curl@7.87.0-r1", ReportFiles.Read("trivy-operator/by-kind.json")["CVE-2026-1003"].Package);
    }

    [Fact]
    public void A_check_that_failed_is_the_deployment_s_whatever_the_revision()
    {
        var found = ReportFiles.Read("trivy-operator/reports.json")["KSV014"];

        Assert.Equal((FindingKind.Configuration, "ReplicaSet/web", "shop/ReplicaSet/web"), (found.Kind, found.Path, found.Resource));
        Assert.Equal((Severity.Low, "Container 'nginx' should set readOnlyRootFilesystem"), (found.Severity, found.Description));
    }

    [Fact]
    public void A_secret_is_a_place_and_nothing_of_its_text()
    {
        var found = ReportFiles.Read("trivy-operator/reports.json")["aws-secret-access-key"];

        Assert.Equal((FindingKind.Secret, "app/aws.txt"), (found.Kind, found.Path));
        Assert.DoesNotContain("AWS_SECRET", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_counts_when_a_resource_fails_it()
    {
        var report = ReportFiles.Read("trivy-operator/reports.json");

        Assert.Equal((Severity.Critical, "cis"), (report["cis-4.2.10"].Severity, report["cis-4.2.10"].Resource));
        Assert.Equal(5, report.Results.Count);
    }

    [Fact]
    public void One_resource_by_itself_is_a_scope_of_its_own()
    {
        Assert.Equal("VulnerabilityReport shop/ReplicaSet/web/nginx", ReportFiles.Read("trivy-operator/one.json").Scan.Target);
        Assert.Equal("", ReportFiles.Read("trivy-operator/reports.json").Scan.Target);
    }
}
