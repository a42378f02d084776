using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>Makes paths of URIs, relative to the root of the repository (SARIF 2.1.0 §3.14.14).</summary>
internal sealed class SarifBases
{
    private const int MostSteps = 10;

    private readonly Dictionary<string, SarifPlace> _bases = new(StringComparer.Ordinal);

    /// <summary>The base that version control says is the repository's root.</summary>
    public string? Root { get; set; }

    public void Read(ref JsonCursor json)
    {
        if (json.Object())
        {
            while (json.NextProperty())
            {
                var name = json.Text();
                _bases[name] = SarifPlace.Read(ref json);
            }
        }
    }

    /// <summary>The path that identity compares; null when there is no URI.</summary>
    public string? PathOf(SarifPlace place, string? workingDirectory)
    {
        if (place.Uri is null)
        {
            return null;
        }
        if ((place.Base is null || _bases.Count == 0) && place.Uri.AsSpan().IndexOfAny(':', '%') < 0)
        {
            return RepositoryPath.Normalise(place.Uri);
        }
        var (relative, root) = Resolve(place);
        if (root is not null)
        {
            var full = root + relative;
            relative = Strip(full, Root is null ? null : AbsoluteOf(Root))
                ?? (IsAbsolute(place.Uri) ? StripLongest(full) ?? Strip(full, workingDirectory) ?? full : relative);
        }
        return RepositoryPath.Normalise(Uri.UnescapeDataString(WithoutScheme(relative)).Replace('\0', '\uFFFD'));
    }

    /// <summary>Follows the bases until one is absolute: that one is taken for the repository's root.</summary>
    private (string Relative, string? Root) Resolve(SarifPlace place)
    {
        var relative = place.Uri!.Trim();
        if (IsAbsolute(relative))
        {
            return ("", relative);
        }
        for (var step = 0; step < MostSteps && place.Base is not null && _bases.TryGetValue(place.Base, out place); step++)
        {
            var uri = place.Uri?.Trim() ?? "";
            if (IsAbsolute(uri))
            {
                return (relative, WithSlash(uri));
            }
            relative = uri.Length == 0 ? relative : WithSlash(uri) + relative;
        }
        return (relative, null);
    }

    private string? AbsoluteOf(string name)
    {
        if (!_bases.TryGetValue(name, out var place) || place.Uri is null)
        {
            return null;
        }
        var (relative, root) = Resolve(place);
        return root is null ? null : root + relative;
    }

    private string? StripLongest(string full) =>
        _bases.Values.Select(place => place.Uri?.Trim()).OfType<string>().Where(IsAbsolute).OrderByDescending(uri => uri.Length)
            .Select(uri => Strip(full, uri)).FirstOrDefault(path => path is not null);

    private static string? Strip(string full, string? uri) =>
        uri is not null && full.StartsWith(WithSlash(uri), StringComparison.Ordinal) ? full[WithSlash(uri).Length..] : null;

    private static string WithoutScheme(string uri)
    {
        if (!uri.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return uri;
        }
        var path = uri[5..];
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = path.IndexOf('/', 2);
            path = slash < 0 ? "" : path[slash..];
        }
        return path;
    }

    private static string WithSlash(string uri) => uri.EndsWith('/') ? uri : uri + "/";

    /// <summary>Has a scheme; a single letter is a drive.</summary>
    private static bool IsAbsolute(string uri)
    {
        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && uri.AsSpan(0, colon).IndexOfAnyExcept(s_schemeCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> s_schemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
