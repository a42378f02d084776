using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

/// <summary>The reports in tests/Reports, in a folder for each format, and what is read from them.</summary>
internal static class ReportFiles
{
    /// <summary>"trivy/image.json", …</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Repository.Files(Path.Combine("tests", "Reports"), "*").Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Repository.Root, "tests", "Reports");

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static string FormatOf(string file) => Path.GetDirectoryName(file)!;

    /// <summary>A report of one scan.</summary>
    public static ReadReport Read(string file, ScanQuery? query = null) => Of(ScanReport.Read(
        new MemoryStream(Bytes(file)), query ?? new ScanQuery("shop"), Payloads.Now, "/v1/scans", "scan-1"));

    public static ReadReport Of(IEnumerable<ReadItem> items)
    {
        var all = items.ToList();
        var messages = all.OfType<AcceptedItem>().SelectMany(Payloads.Messages).ToList();
        var scan = messages.OfType<ScanPart>().ToList();
        return new ReadReport(
            all, Assert.Single(scan.Select(part => part.Scan).Distinct()), [.. scan.SelectMany(part => part.Results)], [.. messages.OfType<FindingTriaged>()],
            [.. all.OfType<RefusedItem>().Select(item => item.Refusal)]);
    }
}

internal sealed record ReadReport(
    IReadOnlyList<ReadItem> Items, ScanDescription Scan, IReadOnlyList<ScanResult> Results, IReadOnlyList<FindingTriaged> Decisions, IReadOnlyList<Refusal> Refusals)
{
    public DateTimeOffset Time => ((AcceptedItem)Items[0]).Time;

    public ScanResult this[string rule] => Results.Single(result => result.Rule == rule);
}
