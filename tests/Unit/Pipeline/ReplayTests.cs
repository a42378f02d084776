using System.Text;
using System.Text.Json;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Ingestion;

namespace MetricsPlatform.Tests.Unit.Pipeline;

/// <summary>A format's adapter was wrong and is right now: read anew, its reports give what they would have given at once.</summary>
public sealed class ReplayTests
{
    private const string Source = "/v1/scans";

    /// <summary>Two scans a fortnight apart: one finding is fixed, one comes, one is accepted in the report; the second tells no time of its own.</summary>
    private static readonly (string Id, DateTimeOffset ReceivedAt, string Report)[] Uploads =
    [
        ("monday", Payloads.Now.AddDays(-20), Report("'CreatedAt':'2026-02-08T10:00:00Z',", ("CVE-2026-1", "CRITICAL"), ("CVE-2026-2", "HIGH"))),
        ("later", Payloads.Now.AddDays(-6), Report("", ("CVE-2026-2", "HIGH"), ("CVE-2026-3", "MEDIUM"))),
    ];

    [Fact]
    public void Figures_are_those_of_a_platform_that_always_had_the_right_adapter()
    {
        var right = new PurePipeline(Uploads.SelectMany(upload => Messages(Read(upload, Right), upload.ReceivedAt)));
        var mended = new PurePipeline(Uploads.SelectMany(upload => Messages(Read(upload, Wrong), upload.ReceivedAt)));
        Assert.NotEqual(Figures(right), Figures(mended));

        foreach (var upload in Uploads)
        {
            Messages(Again(upload, 1, Standing(Read(upload, Wrong))), Payloads.Now).ForEach(message => mended.Hear(message));
        }

        Assert.Equal(Figures(right), Figures(mended));
        Assert.Equal(Exposures(right), Exposures(mended));
    }

    [Fact]
    public void A_third_reading_takes_the_place_of_the_second()
    {
        var right = new PurePipeline(Uploads.SelectMany(upload => Messages(Read(upload, Right), upload.ReceivedAt)));
        var mended = new PurePipeline(Uploads.SelectMany(upload => Messages(Read(upload, Right), upload.ReceivedAt)));
        foreach (var upload in Uploads)
        {
            var second = Again(upload with { Report = Wrong(upload.Report) }, 1, Standing(Read(upload, Right)));
            var third = Again(upload, 2, Standing(second.Where(item => item.Source == Source)));
            Messages(second, Payloads.Now).Concat(Messages(third, Payloads.Now)).ToList().ForEach(message => mended.Hear(message));
        }

        Assert.Equal(Figures(right), Figures(mended));
    }

    [Fact]
    public void A_report_that_says_the_same_changes_nothing() =>
        Assert.All(Uploads, upload => Assert.Empty(Again(upload, 1, Standing(Read(upload, Right)))));

    private static string Right(string report) => report;

    /// <summary>What an adapter gives that takes critical for low and does not know one package.</summary>
    private static string Wrong(string report) => report.Replace("CRITICAL", "LOW", StringComparison.Ordinal).Replace("CVE-2026-2", "CVE-2026-9", StringComparison.Ordinal);

    private static string Report(string time, params (string Rule, string Severity)[] found) => Payloads.Quoted(
        $"{{'SchemaVersion':2,'ArtifactName':'web',{time}'Results':[{{'Target':'a','Type':'npm','Vulnerabilities':[{string.Join(',', found.Select(f => $"{{'VulnerabilityID':'{f.Rule}','PkgName':'left-pad','InstalledVersion':'1.0','Severity':'{f.Severity}'}}"))}],'ExperimentalModifiedFindings':[{{'Type':'vulnerability','Status':'ignored','Finding':{{'VulnerabilityID':'{found[0].Rule}','PkgName':'pad','InstalledVersion':'1.0','Severity':'HIGH'}}}}]}}]}}");

    private static List<ReadItem> Read((string Id, DateTimeOffset ReceivedAt, string Report) upload, Func<string, string> adapter) =>
        [.. ScanReport.Read(Bytes(adapter(upload.Report)), new ScanQuery("shop"), upload.ReceivedAt, Source, upload.Id)];

    private static IReadOnlyList<ReadItem> Again((string Id, DateTimeOffset ReceivedAt, string Report) upload, int reading, List<StandingEvent> standing) =>
        ReportReplay.Read(Bytes(upload.Report), new ScanQuery("shop"), upload.ReceivedAt, Source, upload.Id, reading, standing, null);

    private static List<StandingEvent> Standing(IEnumerable<ReadItem> items) =>
        [.. items.OfType<AcceptedItem>().Select(item => new StandingEvent(item.Source!, item.Id!, item.Type!, item.Time, item.Service, item.ContentHash))];

    private static List<NativeEvent> Messages(IEnumerable<ReadItem> items, DateTimeOffset acceptedAt) =>
        [.. items.OfType<AcceptedItem>().SelectMany(item => item.Messages(new EventHeader(item.Source!, item.Id!, item.Time, Guid.Empty, item.Index, acceptedAt)))];

    private static string Figures(PurePipeline pipeline) =>
        string.Join('\n', Enumerable.Range(0, 30).Select(day => JsonSerializer.Serialize(pipeline.At(Payloads.Now.AddDays(day - 25)))));

    private static string Exposures(PurePipeline pipeline) => JsonSerializer.Serialize(
        pipeline.Findings.Values.Select(f => new { f.Id, f.Timeline, Decisions = f.Decisions.Select(d => (d.At, d.Kind).ToString()), f.First.At, f.First.Severity }));

    private static MemoryStream Bytes(string report) => new(Encoding.UTF8.GetBytes(report));
}
