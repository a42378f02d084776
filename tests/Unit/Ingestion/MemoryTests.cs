using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using static MetricsPlatform.Tests.Unit.Ingestion.Payloads;

namespace MetricsPlatform.Tests.Unit.Ingestion;

/// <summary>Runs alone: what other tests hold at the time would be counted.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    private const int Items = 100_000;

    [Theory]
    [InlineData(
        """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":[{"ruleId":"r"}""",
        """,{"ruleId":"r2","message":{"text":"text"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/file.cs"},"region":{"startLine":7}}}],"properties":{"tags":["one","two"],"text":"as long as such texts are"}}""",
        "]}]}")]
    [InlineData(
        """{"SchemaVersion":2,"ArtifactName":".","Results":[{"Target":"a","Type":"npm","Vulnerabilities":[{"VulnerabilityID":"CVE-2026-1","PkgName":"a"}""",
        """,{"VulnerabilityID":"CVE-2026-100000","PkgName":"left-pad","InstalledVersion":"1.3.0","Severity":"HIGH","Title":"Denial of service in left-pad","References":["https://a.example/1","https://a.example/2"]}""",
        "]}]}")]
    [InlineData(
        """{"auditReportVersion":2,"vulnerabilities":{"a":{"name":"a","via":[]}""",
        ""","left-pad":{"name":"left-pad","severity":"high","via":[{"source":1094219,"name":"left-pad","title":"Denial of service in left-pad","url":"https://a.example/advisories/1","severity":"high","cwe":["CWE-400"]}],"effects":[],"nodes":["node_modules/left-pad"]}""",
        "}}")]
    public void Memory_does_not_grow_with_the_report(string head, string item, string tail)
    {
        using var report = new RepeatedStream(head, item, tail, Items);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        var count = 0;
        foreach (var scan in ScanReport.Read(report, new ScanQuery("s"), Now, "/", "1").Cast<AcceptedItem>())
        {
            foreach (var part in scan.Messages(Header(scan)).Cast<ScanPart>())
            {
                count += part.Results.Count;
                most = part.Part % 25 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
            }
        }

        Assert.InRange(count, Items, Items + 1);
        Assert.True(report.Length > 20_000_000 && most < 8_000_000, $"{most:N0} bytes");
    }
}
