using System.Text.RegularExpressions;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Anchore;

/// <summary>A policy evaluation's vulnerabilities (<c>securityEvaluation</c>), as Anchore Enterprise exports them.</summary>
internal static partial class AnchoreEvaluation
{
    public static bool IsIn(ReportValue json) => json["securityEvaluation"].Each().FirstOrDefault() is { } first
        ? first["vulnerabilityId"].Exists && first["package"].Exists
        : json["securityEvaluation"].IsList && json["metadata"].Exists;

    public static IEnumerable<Reported> Read(ReportValue json) => json["securityEvaluation"].Each().Translate(Vulnerability);

    private static void Vulnerability(ReportValue item, Translation into)
    {
        var cvss = item["nvdCvssBaseScore"].Score is > 0 and var score ? (double?)score : null;
        var parts = NameAndVersion().Match(item.Required("package"));
        var (name, version) = parts.Success ? (parts.Groups["name"].Value, parts.Groups["version"].Value) : (item.Required("package"), null);
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = item.Required("vulnerabilityId"),
                Severity = Severities.Of(item["severity"].Text, cvss),
                Cvss = cvss,
                Help = item["link"].Text,
                Package = PackageUrl.OfSystem(item["packageType"].Text?.ToLowerInvariant(), name, version),
                FixedIn = item["fixAvailable"].Text is "None" ? null : item["fixAvailable"].Text,
                // Of a package manager's database, which is no file.
                Path = item["path"].Text is "pkgdb" ? null : item["path"].Text,
            },
            VulnerabilityIds.In(item["cves"].Text));
    }

    /// <summary>"spring-webmvc-5.3.39", "openssl-libs-1:1.1.1k-14.el8_6": from the first hyphen that a number follows.</summary>
    [GeneratedRegex("^(?<name>.{1,200}?)-(?<version>([0-9]+:)?[0-9]+\\.[^/ ]{1,200})\\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NameAndVersion();
}
