using System.Globalization;

namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Instants as tools write them.</summary>
public static class Timestamps
{
    /// <summary>Before this year no scanner ran: <c>0001-01-01</c> and <c>1970-01-01</c> are unset values.</summary>
    private const int FirstYear = 1990;

    /// <summary>RFC 1123 and what tools make of it, <c>ctime</c>, and Go's default.</summary>
    private static readonly string[] s_patterns =
    [
        "ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss", "ddd MMM d HH:mm:ss yyyy", "ddd MMM d HH:mm:ss 'UTC' yyyy",
        "yyyy-MM-dd HH:mm:ss zzz 'UTC'", "yyyy-MM-dd",
        // GitLab's and Jira's webhooks.
        "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:ss.FFFzzz",
    ];

    /// <summary>
    /// RFC 3339, also with a space for the T and without an offset, the patterns above, and seconds or milliseconds since 1970. Without an
    /// offset it is UTC. Null for anything else.
    /// </summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (text is null || text.Length > 60)
        {
            return null;
        }
        var instant = Rfc3339.TryParse(text, out var rfc, assumeUtc: true) ? rfc
            : DateTimeOffset.TryParseExact(
                text, s_patterns, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var other) ? other.ToUniversalTime()
            : OfEpoch(text);
        return instant?.Year >= FirstYear ? instant : null;
    }

    private static DateTimeOffset? OfEpoch(string text) =>
        !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is < 1e9 or >= 1e13 ? null
        : number < 1e11 ? DateTimeOffset.UnixEpoch.AddSeconds(number) : DateTimeOffset.UnixEpoch.AddMilliseconds(number);
}
