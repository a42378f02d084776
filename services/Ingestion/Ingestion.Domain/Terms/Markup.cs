using System.Net;
using System.Text.RegularExpressions;

namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Texts that tools write in HTML, for people to read.</summary>
internal static partial class Markup
{
    /// <summary>Without tags, with the characters that references stand for, in one paragraph.</summary>
    public static string? Plain(string? html) => html is null ? null : Space().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();

    [GeneratedRegex("</?[a-zA-Z][^<>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
