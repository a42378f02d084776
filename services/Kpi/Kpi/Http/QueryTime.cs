using System.Globalization;

namespace MetricsPlatform.Kpi.Http;

/// <summary>Times in query strings: RFC 3339, or a date for its first instant in UTC.</summary>
internal static class QueryTime
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public static bool TryParse(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    public static string Complaint(string parameter, string text) =>
        $"Parameter '{parameter}' is no time: '{text}'. Write 2026-01-31T12:00:00Z or 2026-01-31; in an offset, + is written %2B.";
}
