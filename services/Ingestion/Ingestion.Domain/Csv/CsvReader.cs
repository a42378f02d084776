using System.Text;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Csv;

/// <summary>CSV as RFC 4180 has it, in UTF-8; the separator is the one of <c>, ; tab |</c> that the first row has most of.</summary>
/// <remarks>Whatever is wrong with it ends in an <see cref="UnreadablePayloadException"/> that names the line.</remarks>
internal static class CsvReader
{
    private const string Separators = ",;\t|";
    private const int FirstRow = 16 * 1024;
    private const int MostColumns = 1000;
    private const int MostCharacters = JsonSource.MaxToken;

    /// <summary>The first row.</summary>
    public static CsvHeader Header(Stream stream) => new(Cells(stream).Select(row => row.Cells).FirstOrDefault() ?? []);

    /// <summary>The rows after the first, without empty ones.</summary>
    public static IEnumerable<CsvRow> Rows(Stream stream)
    {
        CsvHeader? header = null;
        foreach (var (cells, line) in Cells(stream))
        {
            if (header is null)
            {
                header = new CsvHeader(cells);
            }
            else
            {
                yield return new CsvRow(header, cells, line);
            }
        }
    }

    private static IEnumerable<(IReadOnlyList<string> Cells, long Line)> Cells(Stream stream)
    {
        var separator = SeparatorOf(stream);
        stream.Position = 0;
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var row = new CsvRowReader(reader, separator, MostColumns, MostCharacters);
        while (row.Read())
        {
            if (row.Cells.Count > 1 || row.Cells[0].Length > 0)
            {
                yield return (row.Cells, row.Line);
            }
        }
    }

    private static char SeparatorOf(Stream stream)
    {
        stream.Position = 0;
        var start = new byte[FirstRow];
        var row = Encoding.UTF8.GetString(start, 0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)).Split('\n', 2)[0];
        return Separators.MaxBy(separator => row.Count(character => character == separator));
    }
}
