using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>A scanner's report in any format: a scan for each that it tells of, and a decision for each verdict in it.</summary>
public static class ScanReport
{
    /// <summary>The type that is told for a scan that says nothing: it changes nothing.</summary>
    public const string WithoutResults = "scan.without-results";

    /// <summary>The type that is told for an item of a report that cannot be read.</summary>
    public const string UnreadableItem = "scan.unreadable-item";

    /// <param name="report">Seekable; stays open while items' messages are read.</param>
    /// <param name="receivedAt">The event time, where neither the query nor the report tells one.</param>
    /// <param name="source">CloudEvents source of what comes of the report.</param>
    /// <param name="id">CloudEvents id of the first scan; further ones are <c>id#1</c>, <c>id#2</c>, …</param>
    /// <exception cref="UnreadablePayloadException">While enumerating: no format is told, or the report is not written as its format is.</exception>
    public static IEnumerable<ReadItem> Read(Stream report, ScanQuery query, DateTimeOffset receivedAt, string source, string id) =>
        Read(report, query, receivedAt, source, id, JsonSource.DefaultWindow);

    /// <summary>Name of the format that the report is read as.</summary>
    /// <exception cref="UnreadablePayloadException">No format is told.</exception>
    public static string FormatOf(Stream report, ScanQuery query) => ReportFormats.For(new ReportContent(report, query), query.Format).Name;

    internal static IEnumerable<ReadItem> Read(Stream report, ScanQuery query, DateTimeOffset receivedAt, string source, string id, int window)
    {
        var content = new ReportContent(report, query, window);
        var format = ReportFormats.For(content, query.Format);
        var scans = format.Read(content).ToList();
        var reader = new ReportedScanReader(format.Tool, query, new EventTimes(receivedAt), source, scans);
        var index = 0;
        for (var scan = 0; scan < scans.Count; scan++)
        {
            foreach (var item in reader.Read(scans[scan], scan == 0 ? id : $"{id}#{scan}"))
            {
                yield return item with { Index = index++ };
            }
        }
    }
}
