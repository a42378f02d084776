namespace MetricsPlatform.Correlation.Domain.Identity;

/// <summary>A package URL without version, qualifiers and subpath, normalised by type as the purl specification says
/// (github.com/package-url/purl-spec, PURL-TYPES).</summary>
public static class PackageKey
{
    /// <summary>The specification has no list of vendors of operating systems; tools write what os-release says, or a word of their own.</summary>
    private static readonly Dictionary<string, string> Vendors = new()
    {
        ["amazon"] = "amzn", ["amazonlinux"] = "amzn",
        ["rhel"] = "redhat",
        ["almalinux"] = "alma",
        ["rockylinux"] = "rocky",
        ["ol"] = "oracle", ["oraclelinux"] = "oracle",
        ["sles"] = "suse", ["sled"] = "suse",
        ["opensuse-leap"] = "opensuse", ["opensuse.leap"] = "opensuse", ["opensuse-tumbleweed"] = "opensuse", ["opensuse.tumbleweed"] = "opensuse",
        ["mariner"] = "azurelinux", ["cbl-mariner"] = "azurelinux",
    };

    /// <summary>"pkg:npm/%40scope/lodash@4.17.20?arch=any" → "pkg:npm/@scope/lodash". Text that is no package URL is its own key.</summary>
    public static string Of(string package)
    {
        if (!package.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return package;
        }
        var rest = package[4..].TrimStart('/');
        rest = Before(Before(rest, '#'), '?').TrimEnd('/');
        var at = rest.LastIndexOf('@');
        // "@scope/name" written without percent-encoding: an @ before the last slash is no version.
        if (at > rest.LastIndexOf('/') + 1)
        {
            rest = rest[..at];
        }
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            return package;
        }
        var type = rest[..slash].ToLowerInvariant();
        var path = string.Join('/', rest[(slash + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString));
        return $"pkg:{type}/{Normalise(type, path)}";
    }

    private static string Normalise(string type, string path) => type switch
    {
        "pypi" => path.ToLowerInvariant().Replace('_', '-'),
        "deb" or "apk" => OneVendor(path.ToLowerInvariant()),
        "npm" or "golang" or "github" or "gitlab" or "bitbucket" or "composer" or "hex" or "alpm" or "oci" or "pub" or "bitnami" or "luarocks" =>
            path.ToLowerInvariant(),
        "rpm" => OneVendor(LowerNamespace(path)),
        "qpkg" => LowerNamespace(path),
        // Some tools write group:artifact where the specification has group/artifact.
        "maven" => path.Contains('/', StringComparison.Ordinal) ? path : path.Replace(':', '/'),
        _ => path,
    };

    private static string OneVendor(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Vendors.TryGetValue(path[..slash], out var vendor) ? string.Concat(vendor, path.AsSpan(slash)) : path;
    }

    private static string LowerNamespace(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? path : string.Concat(path[..slash].ToLowerInvariant(), path.AsSpan(slash));
    }

    private static string Before(string text, char mark)
    {
        var index = text.IndexOf(mark, StringComparison.Ordinal);
        return index < 0 ? text : text[..index];
    }
}
