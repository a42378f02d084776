using System.Globalization;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Instants as RFC 3339 writes them: <c>2026-03-01T12:00:00.5+01:00</c>.</summary>
public static partial class Rfc3339
{
    /// <summary>Reads an instant, to 100 ns (further digits are cut), as UTC. False without an offset, unless <paramref name="assumeUtc"/>.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant, bool assumeUtc = false)
    {
        instant = default;
        var match = Pattern().Match(text);
        if (!match.Success || (!match.Groups["offset"].Success && !assumeUtc))
        {
            return false;
        }
        var fraction = match.Groups["fraction"].Value;
        var offset = match.Groups["offset"].Value;
        var canonical = match.Groups["date"].Value + "T" + match.Groups["clock"].Value
            + "." + fraction[..Math.Min(7, fraction.Length)].PadRight(7, '0')
            + (offset is "" or "z" or "Z" ? "+00:00" : offset);
        if (!DateTimeOffset.TryParseExact(
            canonical, "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            return false;
        }
        instant = parsed.ToUniversalTime();
        return true;
    }

    [GeneratedRegex(@"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<clock>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,30}))?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
