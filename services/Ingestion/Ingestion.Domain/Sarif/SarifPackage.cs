using System.Text.RegularExpressions;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>The package that a result is about. SARIF has no place for it, so every scanner puts it somewhere else.</summary>
/// <remarks>
/// In this order: a package URL in the properties of the result or the rule; lines of the message (Trivy); sentences of the message
/// (Grype, OSV-Scanner, govulncheck); lines of the rule's help (Trivy's template of old); the rule's id after the vulnerability's (JFrog, Checkov);
/// a location like <c>npm/left-pad@1.3.0</c> (Black Duck); a logical location that is a package URL (Dependency-Check) or like <c>left-pad@1.3.0</c> (Snyk).
/// Where nothing tells the package's type, it is <c>generic</c>.
/// </remarks>
internal static partial class SarifPackage
{
    private const int MostId = 300;

    public static (string? Package, string? FixedIn) Of(SarifResult result, SarifRule rule, string? message, string? path, string tool)
    {
        if ((result.Properties.Package ?? rule.Properties.Package) is { } url)
        {
            return (url, rule.Help.FixedIn);
        }
        if (message is not null && OfMessage(message, rule, path, tool) is { Package: not null } said)
        {
            return said;
        }
        if (rule.Help is { Package: { } name, InstalledVersion: var installed })
        {
            return (Url(PackageTypes.OfSystemVersion(installed ?? ""), name, installed ?? "", path), rule.Help.FixedIn);
        }
        if ((result.Rule.Id ?? rule.Id) is { Length: < MostId } id && InId().Match(id) is { Success: true } told)
        {
            return (Url(null, told.Groups["name"].Value, told.Groups["version"].Value, path), rule.Help.FixedIn);
        }
        if (path is not null && Located().Match(path) is { Success: true } located)
        {
            return (PackageUrl.Of(located.Groups["type"].Value, located.Groups["name"].Value, located.Groups["version"].Value), rule.Help.FixedIn);
        }
        if (PackageUrl.OrNull(result.LogicalName) is { } logical)
        {
            return (logical, rule.Help.FixedIn);
        }
        return result.LogicalName is not null && Named().Match(result.LogicalName) is { Success: true } named
            ? (Url(null, named.Groups["name"].Value, named.Groups["version"].Value, path), rule.Help.FixedIn)
            : default;
    }

    private static (string? Package, string? FixedIn) OfMessage(string message, SarifRule rule, string? path, string tool)
    {
        if (PackageHelp.Line(message, "Package") is { } trivy)
        {
            var version = PackageHelp.Line(message, "Installed Version") ?? "";
            var type = rule.Name == "LanguageSpecificPackageVulnerability" ? null : PackageTypes.OfSystemVersion(version);
            return (Url(type, trivy, version, path), PackageHelp.Line(message, "Fixed Version"));
        }
        if (Sentence().Match(message) is { Success: true } sentence)
        {
            var version = sentence.Groups["version"].Value;
            var word = sentence.Groups["type"].Value is { Length: > 0 } said ? said : rule.Help.Type;
            var type = PackageTypes.OfWord(word) ?? (word is "apk" or "deb" or "rpm" ? PackageTypes.OfSystemVersion(version) ?? word : null);
            return (Url(type, sentence.Groups["name"].Value, version, path), rule.Help.FixedIn);
        }
        if (tool == "govulncheck" && GoPackage().Match(message) is { Success: true } go)
        {
            var name = go.Groups["name"].Value;
            // Without a dot before the first slash it belongs to the standard library, which is one module.
            return (PackageUrl.Of("golang", name.Split('/', 2)[0].Contains('.') ? name : "stdlib", null), rule.Help.FixedIn);
        }
        return default;
    }

    private static string Url(string? type, string name, string version, string? path) =>
        type is null ? PackageUrl.OfEcosystem(null, name, version, path) : PackageUrl.Of(type, name, version);

    /// <summary>Grype: "A high vulnerability in npm package: x, version 1 was found at: …", and its older "… reports x at version 1 which would
    /// result in a vulnerable (npm) package installed"; OSV-Scanner: "Package 'x@1' is vulnerable to …".</summary>
    [GeneratedRegex(@"vulnerability in ((?<type>[\w-]+) )?package:? [`']?(?<name>[^`',\s]+)[`']?, version [`']?(?<version>[^`',\s]+)[`']? was found|reports (?<name>\S+) at version (?<version>\S+)\s+which (would result in|is) a vulnerable \((?<type>[\w-]+)\) package|^Package '(?<name>@?[^'@\s]+)@(?<version>[^'\s]+)' is vulnerable",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"vulnerable (packages?|modules?|functions in [0-9]+ packages?) \((?<name>[\w./~-]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex GoPackage();

    [GeneratedRegex(@"^(?<type>npm|maven|pypi|nuget|gem|golang|cargo|composer|hex|pub|deb|apk|rpm)/(?<name>[^@]*[^@/])@(?<version>[^@/]+)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Located();

    /// <summary><c>CVE-2020-8203_lodash_4.17.0</c>, <c>CVE-2019-19844_django@1.2</c>.</summary>
    [GeneratedRegex(@"^(CVE-[0-9]{4}-[0-9]{4,}|GHSA(-[0-9a-z]{4}){3}|XRAY-[0-9]+|PRISMA-[0-9]{4}-[0-9]+)_(?<name>.+?)[_@](?<version>v?[0-9][^_@\s]*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex InId();

    [GeneratedRegex(@"^(?<name>@?[^@\s]+)@(?<version>[^@\s:][^@\s]*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
