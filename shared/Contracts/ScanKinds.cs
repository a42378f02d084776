namespace MetricsPlatform.Contracts;

/// <summary>Which kind of scan lists which kind of finding.</summary>
public static class ScanKinds
{
    /// <summary>Types of package URLs that an image's system is made of; the others are libraries.</summary>
    private static readonly string[] SystemPackages = ["pkg:deb/", "pkg:rpm/", "pkg:apk/", "pkg:alpm/", "pkg:oci/", "pkg:docker/"];

    /// <summary>The kind of scan that lists such a finding.</summary>
    /// <param name="package">Package URL of a dependency.</param>
    public static ScanKind Of(FindingKind kind, string? package) => kind switch
    {
        FindingKind.Code => ScanKind.Sast,
        FindingKind.Dependency when package is not null && SystemPackages.Any(type => package.StartsWith(type, StringComparison.OrdinalIgnoreCase)) => ScanKind.Container,
        FindingKind.Dependency => ScanKind.Sca,
        FindingKind.Secret => ScanKind.Secret,
        FindingKind.Configuration => ScanKind.Iac,
        FindingKind.Dynamic => ScanKind.Dast,
        _ => ScanKind.Manual,
    };
}
