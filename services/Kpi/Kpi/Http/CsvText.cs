using System.Text;

namespace MetricsPlatform.Kpi.Http;

/// <summary>A line of CSV (RFC 4180).</summary>
internal static class CsvText
{
    public const string MediaType = "text/csv; charset=utf-8";

    public static string Line(IEnumerable<string> cells) => new StringBuilder().AppendJoin(',', cells.Select(Cell)).Append("\r\n").ToString();

    /// <summary>A text that came from outside, so that no spreadsheet takes it for a formula (OWASP, CSV injection).</summary>
    public static string Foreign(string? text) => text is { Length: > 0 } && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text ?? "";

    private static string Cell(string text) => text.AsSpan().ContainsAny(',', '"', '\n') || text.Contains('\r', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
