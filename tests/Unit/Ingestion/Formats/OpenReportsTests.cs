using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class OpenReportsTests
{
    [Fact]
    public void A_result_with_a_package_is_a_vulnerability()
    {
        var found = ReportFiles.Read("openreports/reports.json")["CVE-2026-9232"];

        Assert.Equal((FindingKind.Dependency, "pkg:apk/alpine/libcrypto3@3.5.2-r1", "3.5.4-r0", Severity.Low), (found.Kind, found.Package, found.FixedIn, found.Severity));
    }

    [Fact]
    public void A_policy_is_a_configuration_of_each_subject_and_medium_when_it_is_not_rated()
    {
        var report = ReportFiles.Read("openreports/reports.json");
        var found = report["disallow-root/run-as-non-root"];

        Assert.Equal((FindingKind.Configuration, "Deployment/web", "shop/Deployment/web", Severity.Medium), (found.Kind, found.Path, found.Resource, found.Severity));
        Assert.Equal(["Namespace/shop", "Namespace/jobs"], report.Results.Where(result => result.Rule == "require-quota").Select(result => result.Resource));
        Assert.Equal(4, report.Results.Count);
    }

    [Fact]
    public void A_policy_that_could_not_be_evaluated_costs_completeness()
    {
        var report = ReportFiles.Read("openreports/not-evaluated.json");

        Assert.Equal((false, "shop/Deployment/web", 1), (report.Scan.Complete, report.Scan.Target, report.Results.Count));
    }
}
