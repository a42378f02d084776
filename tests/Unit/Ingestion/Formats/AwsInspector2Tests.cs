using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class AwsInspector2Tests
{
    [Fact]
    public void Each_package_of_a_finding_is_a_result_and_one_in_two_versions_is_one()
    {
        var found = ReportFiles.Read("aws-inspector2/findings.json").Results.Where(result => result.Rule == "CVE-2026-1001").ToList();

        Assert.Equal(["pkg:rpm/centos/libxml2@1:2.9.1-6.el7", "pkg:rpm/centos/libxml2-python@2.9.1-6.el7"], found.Select(result => result.Package));
        Assert.Equal(["0:2.9.1-7.el7", null], found.Select(result => result.FixedIn));
        Assert.Equal((Severity.High, 7.5), (found[0].Severity, found[0].Cvss));
    }

    [Fact]
    public void A_suppressed_finding_is_a_decision_and_a_closed_one_is_nothing()
    {
        var report = ReportFiles.Read("aws-inspector2/findings.json");

        Assert.Equal(("pkg:npm/%40shop/cart@1.4.0", TriageDecision.RiskAccepted), (Assert.Single(report.Decisions).Match.Package, report.Decisions[0].Decision));
        Assert.Equal(5, report.Results.Count);
    }

    [Fact]
    public void An_open_port_is_a_configuration_and_code_has_a_line()
    {
        var report = ReportFiles.Read("aws-inspector2/findings.json");

        Assert.Equal((FindingKind.Configuration, "i-0aa"), (report["network-reachability-TCP-22-22"].Kind, report["network-reachability-TCP-22-22"].Resource));
        Assert.Equal((FindingKind.Code, "src/orders.py", 12), (report["python/sql-injection@v1.0"].Kind, report["python/sql-injection@v1.0"].Path, report["python/sql-injection@v1.0"].Line));
    }
}
