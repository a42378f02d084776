using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class GitLabCodeQualityTests
{
    [Fact]
    public void An_issue_of_another_category_than_security_is_none() =>
        Assert.Equal(["no-null", "security/detect-eval"], ReportFiles.Read("gitlab-codequality/gl-code-quality-report.json").Results.Select(result => result.Rule).Order(StringComparer.Ordinal));

    [Fact]
    public void An_issue_is_code_with_the_tool_s_fingerprint()
    {
        var report = ReportFiles.Read("gitlab-codequality/gl-code-quality-report.json");
        var found = report["security/detect-eval"];

        Assert.Equal((FindingKind.Code, Severity.High, "src/cart.js", 7, "f00dfeed01"), (found.Kind, found.Severity, found.Path, found.Line, found.Fingerprint));
        Assert.Equal(3, report["no-null"].Line);
    }

    [Fact]
    public void A_package_of_trivy_is_a_vulnerability_at_trivy_s_level()
    {
        var found = Assert.Single(ReportFiles.Read("gitlab-codequality/trivy.json").Results);

        Assert.Equal((FindingKind.Dependency, "CVE-2026-1001", "pkg:deb/debian/libssl3@3.0.11-1", Severity.Medium), (found.Kind, found.Rule, found.Package, found.Severity));
        Assert.Equal("openssl: overread", found.Title);
    }
}
