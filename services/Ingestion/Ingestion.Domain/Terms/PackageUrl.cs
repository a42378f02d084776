namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Package URLs (purl-spec): <c>pkg:type/namespace/name@version?qualifiers#subpath</c>.</summary>
public static class PackageUrl
{
    /// <summary>Begins with <c>pkg:</c> and has a type and a name.</summary>
    public static bool IsValid(string text)
    {
        if (!text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase) || text.Any(c => char.IsControl(c) || c == ' '))
        {
            return false;
        }
        var rest = text[4..].TrimStart('/');
        rest = rest.Split('#', 2)[0].Split('?', 2)[0];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || !rest[..slash].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-') || char.IsAsciiDigit(rest[0]))
        {
            return false;
        }
        // A version may hold slashes, a name may not begin with the @ of a version: what follows the last slash before the version is the name.
        var path = rest[(slash + 1)..].Trim('/');
        var at = path.LastIndexOf('@');
        var name = at < 0 ? path : path[..at];
        return name.TrimEnd('/').Length > 0;
    }

    /// <summary>The text if it is a package URL, else null.</summary>
    public static string? OrNull(string? text) => text is not null && IsValid(text) ? text : null;

    /// <summary>Is a container image: a product, in which packages are vulnerable, and no such package.</summary>
    public static bool IsImage(string url) => url.StartsWith("pkg:oci/", StringComparison.OrdinalIgnoreCase) || url.StartsWith("pkg:docker/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A package URL from what a tool says of the package.</summary>
    /// <param name="ecosystem">The tool's word for where the package comes from (<see cref="PackageTypes.OfWord"/>).</param>
    /// <param name="path">The file that declares or holds it; tells the type where no word does. Else the type is <c>generic</c>.</param>
    public static string OfEcosystem(string? ecosystem, string name, string? version, string? path = null) =>
        Of(PackageTypes.OfWord(ecosystem) ?? (path is null ? null : PackageTypes.OfFile(path)) ?? PackageTypes.Generic, name, version);

    /// <summary>As <see cref="OfEcosystem"/>, for a tool that names no ecosystem, or of an operating system only the package manager: the version's shape tells the vendor.</summary>
    public static string OfSystem(string? word, string name, string? version) => Of(
        PackageTypes.OfWord(word) ?? (version is null ? null : PackageTypes.OfSystemVersion(version)) ?? PackageTypes.OfManager(word) ?? PackageTypes.Generic, name, version);

    /// <summary>A package URL of its parts.</summary>
    /// <param name="type">May hold the beginning of the namespace: <c>deb/debian</c>.</param>
    /// <param name="name">May hold a namespace before its last slash; for Maven also before its colon.</param>
    public static string Of(string type, string name, string? version)
    {
        if (type == "maven")
        {
            name = name.Replace(':', '/');
        }
        var path = string.Join('/', name.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Escape));
        return $"pkg:{type}/{path}" + (string.IsNullOrEmpty(version) ? "" : "@" + Escape(version));
    }

    /// <summary>Percent-encoding as the specification has it; a colon stays.</summary>
    private static string Escape(string segment) => Uri.EscapeDataString(segment).Replace("%3A", ":", StringComparison.Ordinal);
}
