using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class SpdxTests
{
    [Fact]
    public void An_advisory_of_a_package_is_a_finding_and_neither_a_fix_nor_a_cpe_is()
    {
        var report = ReportFiles.Read("spdx/sbom.json");

        Assert.Equal(
            [("CVE-2026-28498", "pkg:npm/elliptic@6.5.2", Severity.Medium), ("GHSA-23cf-ghjm-pqrv", "pkg:generic/own@1.0", Severity.Medium)],
            report.Results.Select(found => (found.Rule, found.Package, found.Severity)));
        Assert.Equal(("sbom-writer", new DateTimeOffset(2026, 2, 10, 9, 0, 0, TimeSpan.Zero)), (report.Scan.Tool, report.Time));
    }

    [Fact]
    public void A_bill_of_materials_without_security_references_says_nothing_unless_it_is_said_to_be_complete()
    {
        const string Report = "{'spdxVersion':'SPDX-2.3','packages':[{'name':'a','externalRefs':[]}]}";

        Assert.IsType<UnusedItem>(Assert.Single(Payloads.ReadReport(Report)));
        Assert.Empty(ReportFiles.Of(Payloads.ReadReport(Report, new ScanQuery("shop", Complete: true))).Results);
    }
}
