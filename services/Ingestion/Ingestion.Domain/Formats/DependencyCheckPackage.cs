using System.Text.RegularExpressions;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Which package a file is, as Dependency-Check tells it.</summary>
internal static partial class DependencyCheckPackage
{
    /// <summary>A longer name is not looked through for a version.</summary>
    private const int LongestParted = 300;

    /// <summary>
    /// The package URL that it gives (<c>packages</c>, in XML <c>identifiers/package</c>, of a related file <c>packageIds</c>), before version 5
    /// Maven's coordinates; else the file's name, parted from its version, so that the next version is the same package.
    /// </summary>
    public static string UrlOf(ReportValue file)
    {
        var ids = file["packages"].Each().Concat(file["packageIds"].Each()).Concat(file["identifiers"].Each());
        return ids.Select(OfId).FirstOrDefault(url => url is not null) ?? OfName(file);
    }

    private static string? OfId(ReportValue id) =>
        PackageUrl.OrNull(id["id"].Text)
        ?? (id["type"].Is("maven") && id["name"].Text?.Trim('(', ')').Split(':') is [var group, var artifact, var version] ? PackageUrl.Of("maven", $"{group}:{artifact}", version) : null);

    private static string OfName(ReportValue file)
    {
        // A related file has no name of its own in reports before version 6.
        var name = file["fileName"].Text ?? file["filePath"].Text?.Split('/', '\\')[^1] ?? file.Required("fileName");
        // A package of a lock file: /src/package-lock.json?lodash:4.17.4.
        return UrlOfFile(name, file["filePath"].Text?.Split('?')[0]);
    }

    /// <summary>By the name of a file, of which only the innermost archive counts: <c>app-1.ear: dom4j-2.1.1.jar</c>.</summary>
    public static string UrlOfFile(string name, string? path)
    {
        name = name[(name.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var outer ? outer + 2 : 0)..];
        return name.Length <= LongestParted && NameAndVersion().Match(Extension().Replace(name, "")) is { Success: true } parts
            ? PackageUrl.OfEcosystem(null, parts.Groups["name"].Value, parts.Groups["version"].Value, path)
            : PackageUrl.OfEcosystem(null, name, null, path);
    }

    /// <summary><c>log4j-api-2.12.4</c>, <c>lodash:4.17.4</c>.</summary>
    [GeneratedRegex(@"^(?<name>.+?)[:-]v?(?<version>[0-9][0-9A-Za-z._+-]*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NameAndVersion();

    [GeneratedRegex(@"\.(jar|war|ear|zip|dll|js|tgz|tar\.gz|whl)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
