using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class AnchoreEngineTests
{
    [Fact]
    public void The_vendor_s_score_counts_where_NVD_has_none()
    {
        var found = Assert.Single(ReportFiles.Read("anchore-engine/image.json").Results);

        Assert.Equal(("pkg:apk/alpine/busybox@1.36.1-r0", Severity.Info, 3.1), (found.Package, found.Severity, found.Cvss));
    }

    [Fact]
    public void A_report_without_vulnerabilities_found_nothing() => Assert.Empty(ReportFiles.Read("anchore-engine/nothing-found.json").Results);
}
