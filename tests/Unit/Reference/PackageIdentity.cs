namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>A package URL without version, qualifiers and subpath, normalised as the purl specification says for its type.</summary>
public static class PackageIdentity
{
    private static readonly string[] WhollyLowerCase = ["alpm", "apk", "bitbucket", "bitnami", "composer", "deb", "github", "golang", "hex", "luarocks", "npm", "oci", "pypi"];

    public static string Of(string purl)
    {
        if (!purl.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
            return purl;

        var rest = purl[4..].TrimStart('/');
        rest = rest.Split('#')[0];
        rest = rest.Split('?')[0];
        var lastSlash = rest.LastIndexOf('/');
        var version = rest.IndexOf('@', lastSlash + 1);
        if (version >= 0)
            rest = rest[..version];

        var parts = rest.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        if (parts.Count == 0)
            return purl;
        var type = parts[0].ToLowerInvariant();
        var path = parts[1..];
        if (WhollyLowerCase.Contains(type))
            path = [.. path.Select(part => part.ToLowerInvariant())];
        else if (type == "rpm")
            path = [.. path.SkipLast(1).Select(part => part.ToLowerInvariant()), .. path.TakeLast(1)];
        if (type == "pypi")
            path = [.. path.Select(part => part.Replace('_', '-'))];
        return "pkg:" + type + "/" + string.Join('/', path);
    }
}
