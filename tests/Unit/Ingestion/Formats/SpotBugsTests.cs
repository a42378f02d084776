using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class SpotBugsTests
{
    [Fact]
    public void A_bug_stands_at_its_own_first_line_and_has_a_numbered_hash()
    {
        var found = ReportFiles.Read("spotbugs/spotbugs.xml")["SQL_INJECTION_JDBC"];

        Assert.Equal((FindingKind.Code, Severity.High, "shop/Cart.java", 44, "ab12/1"), (found.Kind, found.Severity, found.Path, found.Line, found.Fingerprint));
    }

    [Fact]
    public void A_bug_without_lines_stands_at_its_class()
    {
        var found = ReportFiles.Read("spotbugs/spotbugs.xml")["EI_EXPOSE_REP"];

        Assert.Equal((FindingKind.Code, Severity.Medium, "shop/Order", null, null), (found.Kind, found.Severity, found.Path, found.Line, found.Fingerprint));
    }
}
