using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Jfrog;

/// <summary>Xray's names of components: <c>npm://lodash:4.17.4</c>, <c>gav://org.apache:commons:1.2</c>, <c>deb://debian:buster:glibc:2.28-10</c>.</summary>
/// <remarks>jfrog.com/help/r/xray-rest-apis/component-identifiers.</remarks>
internal static class XrayComponent
{
    /// <param name="word">The type, where the name has none.</param>
    public static string UrlOf(string component, string? word)
    {
        var scheme = component.IndexOf("://", StringComparison.Ordinal);
        var parts = component[(scheme < 0 ? 0 : scheme + 3)..].Split(':');
        return (scheme < 0 ? word?.ToLowerInvariant() : component[..scheme].ToLowerInvariant()) switch
        {
            "deb" or "debian" when parts is [var vendor, _, var name, .. var version] => PackageUrl.OfSystem(PackageTypes.OfWord(vendor) is null ? "deb" : vendor, name, Joined(version)),
            "alpine" when parts is [_, var name, .. { Length: > 0 } version] => PackageUrl.OfSystem("alpine", name, Joined(version)),
            "rpm" when parts is [_, var name, .. { Length: > 0 } version] => PackageUrl.OfSystem("rpm", name, Joined(version)),
            // The digest of a file, before its name.
            "generic" => PackageUrl.Of(PackageTypes.Generic, component[(component.LastIndexOf('/') + 1)..], null),
            var type => PackageUrl.OfEcosystem(type, parts.Length == 1 ? parts[0] : string.Join(':', parts[..^1]), parts.Length == 1 ? null : parts[^1]),
        };
    }

    private static string? Joined(string[] version) => version.Length == 0 ? null : string.Join(':', version);
}
