using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

public class KubeHunterTests
{
    [Fact]
    public void A_vulnerability_stands_at_an_address()
    {
        var found = ReportFiles.Read("kube-hunter/kube-hunter.json")["KHV044"];

        Assert.Equal((FindingKind.Dynamic, Severity.High, "192.0.2.9:10255"), (found.Kind, found.Severity, found.Url));
    }

    [Fact]
    public void Without_a_number_it_is_named_and_the_hunter_s_own_pod_has_no_name()
    {
        var found = ReportFiles.Read("kube-hunter/kube-hunter.json")["CAP_NET_RAW Enabled"];

        Assert.Equal((Severity.Medium, "Local to Pod"), (found.Severity, found.Url));
    }
}
