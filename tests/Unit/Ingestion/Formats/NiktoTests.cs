using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class NiktoTests
{
    [Fact]
    public void An_item_is_a_request_that_nobody_rated()
    {
        var found = ReportFiles.Read("nikto/nikto.json")["999957"];

        Assert.Equal((FindingKind.Dynamic, Severity.Info, "http://shop.example:8443/admin", "GET"), (found.Kind, found.Severity, found.Url, found.Method));
    }

    [Fact]
    public void Xml_names_the_host_around_it()
    {
        var found = ReportFiles.Read("nikto/nikto.xml")["999103"];

        Assert.Equal(("https://shop.example/", "HEAD", "No X-Content-Type-Options"), (found.Url, found.Method, found.Title));
    }
}
