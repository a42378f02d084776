using System.Text;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Tests.Unit.Ingestion;

/// <summary>Payloads and what is read from them, for the tests of adapters.</summary>
internal static class Payloads
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>A CloudEvent of a native type; <paramref name="data"/> with single quotes for double ones.</summary>
    public static string Event(string type, string data, string time = "2026-03-01T11:00:00Z", string id = "e-1") =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"/ci","type":"metricsplatform.{{type}}.v1","time":"{{time}}","data":{{Quoted(data)}}}""";

    public static string Scan(string results) => Event("scan.completed", $"{{'service':'shop','tool':'Trivy','results':[{results}]}}");

    public static string Quoted(string json) => json.Replace('\'', '"');

    public static ReadItem Read(string json) => Assert.Single(CloudEvents.ReadJson(Stream(json), batch: false, new EventTimes(Now)));

    public static List<ReadItem> ReadBatch(string json) => [.. CloudEvents.ReadJson(Stream(json), batch: true, new EventTimes(Now))];

    public static AcceptedItem Accepted(string json) => Assert.IsType<AcceptedItem>(Read(json));

    public static Refusal Refused(string json) => Assert.IsType<RefusedItem>(Read(json)).Refusal;

    public static T Message<T>(string json) where T : NativeEvent => Assert.IsType<T>(Assert.Single(Messages(Accepted(json))));

    public static ScanResult Result(string result) => Assert.Single(Message<ScanPart>(Scan(result)).Results);

    public static List<NativeEvent> Messages(ReadItem item)
    {
        var accepted = Assert.IsType<AcceptedItem>(item);
        return [.. accepted.Messages(Header(accepted))];
    }

    public static EventHeader Header(AcceptedItem item) => new(item.Source!, item.Id!, item.Time, Guid.Empty, item.Index, Now);

    /// <summary>A SARIF log of one run; both with single quotes for double ones.</summary>
    public static string Sarif(string results, string rules = "", string run = "", string tool = "CodeQL") =>
        Quoted($"{{'version':'2.1.0','runs':[{{'tool':{{'driver':{{'name':'{tool}','rules':[{rules}]}}}},{run}'results':[{results}]}}]}}");

    /// <summary>A scanner's report; <paramref name="report"/> with single quotes for double ones.</summary>
    public static List<ReadItem> ReadReport(string report, ScanQuery? query = null) =>
        [.. ScanReport.Read(Stream(Quoted(report)), query ?? new ScanQuery("shop"), Now, "/ci", "scan-1")];

    public static List<ReadItem> ReadSarif(string json, ScanQuery? query = null) =>
        ReadReport(json, (query ?? new ScanQuery("shop")) with { Format = "sarif" });

    public static ScanPart SarifScan(string json, ScanQuery? query = null) =>
        Assert.IsType<ScanPart>(Assert.Single(Messages(ReadSarif(json, query)[0])));

    public static ScanResult SarifResult(string results, string rules = "", string run = "", string tool = "CodeQL", ScanQuery? query = null) =>
        Assert.Single(SarifScan(Sarif(results, rules, run, tool), query).Results);

    public static List<FindingTriaged> Decisions(string json) =>
        [.. ReadSarif(json).OfType<AcceptedItem>().SelectMany(Messages).OfType<FindingTriaged>()];
}
