using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Aws;

/// <summary>Packages as Amazon Inspector and Security Hub describe them: the one in camel, the other in Pascal case.</summary>
internal static class AwsPackage
{
    /// <param name="package">An element of <c>vulnerablePackages</c> or <c>VulnerablePackages</c>.</param>
    /// <param name="platform">The resource's system: <c>DEBIAN_12</c>, <c>AMAZON_LINUX_2</c>; null where it is not told.</param>
    public static string UrlOf(ReportValue package, string? platform)
    {
        var name = package.First("name", "Name") ?? package.Required("name");
        var manager = package.First("packageManager", "PackageManager");
        // Inspector's name for Go's standard library, of no manager.
        return name is "go/stdlib" ? PackageUrl.Of("golang", "stdlib", package.First("version", "Version"))
            : PackageTypes.OfWord(manager) is { } type
            ? PackageUrl.Of(type, name, package.First("version", "Version"))
            : PackageUrl.OfSystem(SystemOf(platform), name, SystemVersion(package));
    }

    /// <summary>A system's package of which only the name is told.</summary>
    public static string UrlOfSystem(string name, string? platform) => PackageUrl.OfSystem(SystemOf(platform), name, null);

    /// <summary><c>RED_HAT_ENTERPRISE_LINUX_8</c> → "red hat enterprise linux".</summary>
    private static string? SystemOf(string? platform) => platform?.Replace('_', ' ').TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ' ').ToLowerInvariant();

    /// <summary>As the system's package manager writes it: <c>1:2.9.1-6.el7</c>.</summary>
    private static string? SystemVersion(ReportValue package)
    {
        var version = package.First("version", "Version");
        var release = package.First("release", "Release");
        var epoch = (package["epoch"].Positive ?? (long?)package["Epoch"].Positive) is { } number ? $"{number}:" : "";
        return version is null || release is null ? version : $"{epoch}{version}-{release}";
    }
}
