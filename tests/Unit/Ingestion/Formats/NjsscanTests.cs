using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class NjsscanTests
{
    [Fact]
    public void A_match_is_a_result() => Assert.Equal(
        [("express_xss", Severity.High, "server.js", 14), ("express_xss", Severity.High, "server.js", 18), ("handlebars_noescape", Severity.Low, "views/a.hbs", 2)],
        ReportFiles.Read("njsscan/njsscan.json").Results.Select(result => (result.Rule, result.Severity, result.Path, result.Line)));
}
