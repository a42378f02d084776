using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>The table of docs/correlation.md, row by row. A missing part (null) equals only a missing one.</summary>
public static class IdentityKeys
{
    public static IEnumerable<string?[]> Of(ScanPart scan, ScanResult result, string? onlyCve, Tracks tracks) => result.Kind switch
    {
        FindingKind.Dependency => Dependency(result, onlyCve),
        FindingKind.Code => Code(scan, result, tracks),
        FindingKind.Secret => Secret(scan, result, tracks),
        FindingKind.Dynamic => [[result.Rule, (result.Method ?? "GET").ToUpperInvariant(), WithoutQuery(result.Url!), result.Parameter]],
        FindingKind.Configuration => [[result.Rule, result.Path, result.Resource]],
        _ => [[result.Rule]],
    };

    private static IEnumerable<string?[]> Dependency(ScanResult result, string? onlyCve)
    {
        IEnumerable<string> ids = onlyCve is null ? result.Aliases.Where(VulnerabilityIds.IsExact).Prepend(result.Rule) : [onlyCve];
        return ids.Select(id => new[] { id.ToUpperInvariant(), PackageIdentity.Of(result.Package!) });
    }

    private static IEnumerable<string?[]> Code(ScanPart scan, ScanResult result, Tracks tracks)
    {
        yield return HasUsableFingerprint(scan, result)
            ? ["fingerprint", scan.Scan.Tool, result.Rule, result.Fingerprint]
            : ["place", scan.Scan.Tool, result.Rule, result.Path, tracks.Of(scan, result)?.ToString(CultureInfo.InvariantCulture)];
        if (scan.Scan.Commit is { } commit)
            foreach (var cwe in result.Cwe)
                yield return ["cwe", cwe.ToString(CultureInfo.InvariantCulture), result.Path, Line(result), commit];
    }

    private static IEnumerable<string?[]> Secret(ScanPart scan, ScanResult result, Tracks tracks)
    {
        yield return HasUsableFingerprint(scan, result)
            ? ["fingerprint", result.Fingerprint]
            : ["place", scan.Scan.Tool, result.Rule, result.Path, tracks.Of(scan, result)?.ToString(CultureInfo.InvariantCulture)];
        if (scan.Scan.Commit is { } commit)
            yield return ["line", result.Path, Line(result), commit];
    }

    /// <summary>A fingerprint that stands twice in one report identifies nothing in it.</summary>
    public static bool HasUsableFingerprint(ScanPart scan, ScanResult result) =>
        result.Fingerprint is not null
        && scan.Results.Count(other =>
            other.Kind == result.Kind
            && other.Fingerprint == result.Fingerprint
            && (result.Kind == FindingKind.Secret || other.Rule == result.Rule)) == 1;

    private static string? Line(ScanResult result) => result.Line?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The URL without query and fragment; scheme and host compare without case.</summary>
    private static string WithoutQuery(string url)
    {
        url = url.Split('#')[0].Split('?')[0];
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return url;
        var path = url.IndexOf('/', scheme + 3);
        return path < 0 ? url.ToLowerInvariant() : url[..path].ToLowerInvariant() + url[path..];
    }
}
