using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class HackerOneTests
{
    [Fact]
    public void An_open_report_is_manual()
    {
        var found = ReportFiles.Read("hackerone/api.json")["hackerone-11"];

        Assert.Equal((FindingKind.Manual, Severity.High, 8.2, 362), (found.Kind, found.Severity, found.Cvss, Assert.Single(found.Cwe)));
    }

    [Fact]
    public void A_closed_report_is_none() => Assert.Equal(["hackerone-11"], ReportFiles.Read("hackerone/api.json").Results.Select(result => result.Rule));

    [Fact]
    public void A_closed_row_is_none() => Assert.Equal(["hackerone-21"], ReportFiles.Read("hackerone/export.csv").Results.Select(result => result.Rule));
}
