using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Tracks;

namespace MetricsPlatform.Correlation.Domain.Identity;

/// <summary>The keys that make results one finding (docs/metrics.md, identity). Service and kind are part of every key; fields are
/// separated by a character that no field has, so that different fields never make the same key.</summary>
public static class IdentityKeys
{
    private const char Separator = '\u001f';
    private const string Missing = "\u001e";

    /// <summary>The keys that a result has by itself, in ordinal order. Results with equal sets are one atom.</summary>
    public static string[] Of(DescribedResult result)
    {
        switch (result.Kind)
        {
            case FindingKind.Dependency:
                var package = PackageKey.Of(result.Package ?? "");
                return [.. result.Ids.Select(id => Join(id.ToUpperInvariant(), package)).Distinct().Order(StringComparer.Ordinal)];
            case FindingKind.Code when result.Fingerprint is not null:
                return [Join("fingerprint", result.Tool, result.Ids[0], result.Fingerprint)];
            case FindingKind.Secret when result.Fingerprint is not null:
                return [Join("fingerprint", result.Fingerprint)];
            case FindingKind.Code or FindingKind.Secret:
                return [Place(result, result.Line)];
            case FindingKind.Dynamic:
                return [Join(result.Ids[0], (result.Method ?? "GET").ToUpperInvariant(), Request(result.Url ?? ""), result.Parameter)];
            case FindingKind.Configuration:
                return [Join(result.Ids[0], result.Path, result.Resource)];
            default:
                return [Join(result.Ids[0])];
        }
    }

    /// <summary>The keys of a result that stands on a track: the place where that was first seen.</summary>
    public static string[] Of(DescribedResult result, Track track) =>
        [track.Nth == 1 ? Place(result, track.Line) : Join(Place(result, track.Line), Text(track.Nth))];

    /// <summary>Nothing but its line (and the code there) tells it from another result of the rule in the file.</summary>
    public static bool RestsOnLine(DescribedResult result) =>
        result is { Kind: FindingKind.Code or FindingKind.Secret, Fingerprint: null, Path: not null, Line: not null };

    /// <summary>The positions of a result that join it with other tools' results of the same commit: one a CWE for code, one for a secret.</summary>
    public static IEnumerable<Position> PositionsOf(DescribedResult result) => result.Kind switch
    {
        FindingKind.Code when result.Cwe is not null && result.Path is not null =>
            result.Cwe.Select(cwe => new Position(result.Kind, cwe, result.Path, result.Line)),
        FindingKind.Secret when result.Path is not null => [new(result.Kind, 0, result.Path, result.Line)],
        _ => [],
    };

    /// <summary>A key as a person reads it.</summary>
    public static string Show(string key) => key.Replace(Missing, "–", StringComparison.Ordinal).Replace(Separator, ' ');

    /// <summary>A URL without query and fragment; scheme and host in lower case.</summary>
    private static string Request(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var bare = end < 0 ? url : url[..end];
        var scheme = bare.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return bare;
        }
        var path = bare.IndexOf('/', scheme + 3);
        var authority = path < 0 ? bare.Length : path;
        return string.Concat(bare[..authority].ToLowerInvariant(), bare.AsSpan(authority));
    }

    private static string Place(DescribedResult result, int? line) => Join("place", result.Tool, result.Ids[0], result.Path, Text(line));

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Join(params string?[] fields) => string.Join(Separator, fields.Select(f => f ?? Missing));
}

/// <summary>A place in one commit. It means something only together with the commit: elsewhere another line stands there.</summary>
public readonly record struct Position(FindingKind Kind, int Cwe, string Path, int? Line)
{
    /// <summary>By place, then CWE.</summary>
    public bool IsBefore(Position other)
    {
        var byPath = string.CompareOrdinal(Path, other.Path);
        var byLine = byPath != 0 ? byPath : Nullable.Compare(Line, other.Line);
        return byLine != 0 ? byLine < 0 : Cwe < other.Cwe;
    }

    /// <summary>As a person reads it: "cwe 89 src/a.py:10".</summary>
    public string Show() => $"{(Kind == FindingKind.Code ? $"cwe {Cwe} " : "")}{Path}{(Line is null ? "" : $":{Line}")}";
}
