using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Tests.Unit.Architecture;
using MetricsPlatform.Tests.Unit.Ingestion;

namespace MetricsPlatform.Bench.Reports.Speed;

/// <summary>A report of any size of a format: one of those in tests/Reports, with a stretch of it many times. Of all stretches that may be repeated one with the fewest results, and of those the longest: a whole item with all that is in it.</summary>
/// <param name="NumberAt">Where each item has a number of its own, so that it is not the one before it again; null: nowhere.</param>
internal sealed partial record BigReport(string Format, byte[] Head, byte[] Item, byte[] Tail, int ResultsEach, int? NumberAt = null)
{
    private const int Tries = 8;
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static BigReport Of(string format) =>
        Of(format, item => Numbered(item, Fingerprint())) ?? Of(format, item => Numbered(item, VulnerabilityNumber())) ?? Of(format, item => (item, null))
        ?? throw new InvalidOperationException($"No report of {format} tells more when a stretch of it is repeated.");

    private static BigReport? Of(string format, Func<byte[], (byte[] Item, int? NumberAt)?> change) =>
        Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Reports", format)).Order(StringComparer.Ordinal)
            .SelectMany(file => Repeatable(File.ReadAllBytes(file)).Select(range => Try(format, File.ReadAllBytes(file), range, change)))
            .OfType<BigReport>().OrderBy(report => report.ResultsEach).ThenByDescending(report => report.Item.Length).FirstOrDefault(report => report.TellsMoreThanOneItemCan());

    /// <summary>Each item has a number of its own in the first place where there is one; null when there is none.</summary>
    private static (byte[] Item, int? NumberAt)? Numbered(byte[] item, Regex place)
    {
        var text = Encoding.Latin1.GetString(item);
        var number = place.Match(text).Groups[1];
        return number.Success
            ? (Encoding.Latin1.GetBytes(text[..number.Index] + RepeatedStream.Number + text[(number.Index + number.Length)..]), number.Index)
            : null;
    }

    /// <summary>What is repeated is no part of one item, which is refused when it is too large.</summary>
    private bool TellsMoreThanOneItemCan()
    {
        try
        {
            return Read(Stream(3_000_000), Format) > Tries;
        }
        catch (UnreadablePayloadException)
        {
            return true;
        }
    }

    public RepeatedStream Stream(long bytes) => new(Head, Item, Tail, (int)(bytes / Item.Length), NumberAt);

    /// <summary>Reads all that it tells, as an upload does.</summary>
    /// <returns>How many results.</returns>
    public static int Read(Stream report, string format)
    {
        var results = 0;
        foreach (var item in ScanReport.Read(report, new ScanQuery("s", Tool: "t", Format: format), Now, "/bench", "1").OfType<AcceptedItem>())
        {
            foreach (var message in item.Messages(new EventHeader(item.Source!, item.Id!, item.Time, Guid.Empty, item.Index, Now)))
            {
                results += message is ScanPart part ? part.Results.Count : 1;
            }
        }
        return results;
    }

    /// <summary>Null when repeating it tells no more, or makes no report.</summary>
    private static BigReport? Try(
        string format, byte[] good, (Range Range, string Separator) stretch, Func<byte[], (byte[] Item, int? NumberAt)?> change)
    {
        var (from, to) = (stretch.Range.Start.Value, stretch.Range.End.Value);
        if (change([.. Encoding.UTF8.GetBytes(stretch.Separator), .. good[from..to]]) is not var (item, numberAt))
        {
            return null;
        }
        var big = new BigReport(format, good[..to], item, good[to..], 0, numberAt);
        try
        {
            var (none, some) = (Read(big.Stream(0), format), Read(big.Stream(item.Length * Tries), format));
            return some - none < Tries ? null : big with { ResultsEach = (some - none) / Tries };
        }
        catch (UnreadablePayloadException)
        {
            return null;
        }
    }

    /// <summary>Every member and element of JSON, the whole of it as a line, every element of XML, every row of CSV.</summary>
    private static IEnumerable<(Range Range, string Separator)> Repeatable(byte[] report)
    {
        var text = Encoding.Latin1.GetString(report);
        return report[0] switch
        {
            (byte)'{' or (byte)'[' => Parts(report).Append((0..text.TrimEnd().Length, "\n")),
            (byte)'<' => Element().Matches(text).Select(m => m.Groups[1].Value).Distinct()
                .Select(name => Regex.Match(text, $@"<{name}[\s>].*?</{name}>|<{name}\s[^>]*/>", RegexOptions.Singleline))
                .Where(m => m.Success).Select(m => (m.Index..(m.Index + m.Length), "\n")),
            _ => Row().Matches(text).Skip(1).Select(m => (m.Index..(m.Index + m.Length), "\n")),
        };
    }

    private static List<(Range, string)> Parts(byte[] report)
    {
        var parts = new List<(Range, string)>();
        var open = new Stack<int>();
        var name = -1;
        var json = new Utf8JsonReader(report, new JsonReaderOptions { AllowMultipleValues = true });
        while (json.Read())
        {
            var (at, end) = ((int)json.TokenStartIndex, (int)json.BytesConsumed);
            if (json.TokenType == JsonTokenType.PropertyName)
            {
                name = at;
                continue;
            }
            if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                open.Push(name < 0 ? at : name);
            }
            else if (json.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject && open.Pop() is var start && json.CurrentDepth > 0)
            {
                parts.Add((start..end, ","));
            }
            name = -1;
        }
        return parts;
    }

    /// <summary>The last digits of a hash: most often a fingerprint or an id.</summary>
    [GeneratedRegex(@"\b(?=[0-9]*[a-f])[0-9a-f]{5,}([0-9a-f]{7})\b")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"CVE-\d{4}-(\d+)")]
    private static partial Regex VulnerabilityNumber();

    [GeneratedRegex(@"<([A-Za-z][\w:.-]*)")]
    private static partial Regex Element();

    [GeneratedRegex(@"^[^\r\n]+", RegexOptions.Multiline)]
    private static partial Regex Row();
}
