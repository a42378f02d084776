using System.Text.Json;
using System.Text.RegularExpressions;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Architecture;

namespace MetricsPlatform.Tests.Unit.Ingestion.Formats;

/// <summary>What holds for every format. A format added to the registry is held by these rules at once.</summary>
public sealed partial class FormatRulesTests
{
    public static TheoryData<string> Files => [.. ReportFiles.All];

    public static TheoryData<string> Names => [.. ReportFormats.All.Select(format => format.Name)];

    [Fact]
    public void Every_format_has_reports_and_a_section_in_the_document_of_sources()
    {
        var names = ReportFormats.All.Select(format => format.Name).ToList();
        var sections = Section().Matches(Repository.Read("docs", "sources.md")).Select(section => section.Groups[1].Value).ToList();

        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(names, ReportFiles.All.Select(ReportFiles.FormatOf).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(names, sections);
    }

    [Fact]
    public void Every_known_deviation_is_of_a_format_whose_reason_the_document_of_sources_gives()
    {
        var table = Repository.Read("docs", "sources.md").Split("## Where we deviate from DefectDojo")[1].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        var formats = Repository.Read("bench", "Reports", "Samples", "deviations.tsv").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('/')[0].Replace("-vex", "", StringComparison.Ordinal)).Distinct();

        Assert.All(formats, format => Assert.Contains(table, row => row.Split('|')[1].Contains($"`{format}`", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_report_s_content_tells_its_format_and_no_other(string file)
    {
        var content = Content(ReportFiles.Bytes(file));

        Assert.Equal([ReportFiles.FormatOf(file)], ReportFormats.All.Where(format => format.Recognises(content)).Select(format => format.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_report_of_another_kind_is_refused_though_it_is_named(string name)
    {
        var stranger = """{"hello":[{"world":1}]}"""u8.ToArray();
        var refusal = Assert.Throws<UnreadablePayloadException>(() => Told(stranger, JsonSource.DefaultWindow, new ScanQuery("s", Format: name))).Refusal;

        Assert.NotEmpty(refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Any_window_gives_the_same(string file)
    {
        var report = ReportFiles.Bytes(file);
        var whole = Told(report, JsonSource.DefaultWindow);

        Assert.All([1, 7, 50, 300], window => Assert.Equal(whole, Told(report, window)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_said_twice_when_it_is_read_twice(string file)
    {
        var items = ScanReport.Read(new MemoryStream(ReportFiles.Bytes(file)), new ScanQuery("s"), Payloads.Now, "/v1/scans", "1").ToList();

        Assert.Equal(Enumerable.Range(0, items.Count), items.Select(item => item.Index));
        Assert.Equal(items.Select(item => item.Id).Distinct(), items.Where(item => item is not RefusedItem).Select(item => item.Id));
    }

    internal static ReportContent Content(byte[] report) => new(new MemoryStream(report), new ScanQuery("s"));

    /// <summary>All that is said, as one text.</summary>
    internal static string Told(byte[] report, int window, ScanQuery? query = null) => string.Join('\n', ScanReport.Read(
        new MemoryStream(report), query ?? new ScanQuery("s"), Payloads.Now, "/v1/scans", "1", window).Select(item => item is AcceptedItem accepted
            ? Convert.ToHexString(accepted.ContentHash.Span) + string.Join('\n', Payloads.Messages(accepted).Select(message => JsonSerializer.Serialize<object>(message)))
            : JsonSerializer.Serialize<object>(item)));

    /// <summary><c>### `trivy`: …</c></summary>
    [GeneratedRegex(@"^### `([a-z0-9-]+)`", RegexOptions.Multiline)]
    private static partial Regex Section();
}
