using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>SPDX 2.2 and 2.3 in JSON, with security references: a vulnerability that a package's reference names is a finding of the package.</summary>
/// <remarks>
/// spdx.github.io/spdx-spec/v2.3, clause 7.21 (external references) and annex K (how to tell of vulnerabilities). It rates nothing. References to
/// fixes, and CPEs, name no vulnerability.
/// </remarks>
internal sealed class Spdx : ReportFormat
{
    private const string ToolPrefix = "Tool: ";

    public override string Name => "spdx";

    /// <summary>Where the document does not name one.</summary>
    public override string Tool => "spdx";

    public override bool Recognises(ReportContent report) => report.Json["spdxVersion"].Text?.StartsWith("SPDX-2.", StringComparison.Ordinal) is true;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Tool = report.Json["creationInfo"]["creators"].Texts.Where(creator => creator.StartsWith(ToolPrefix, StringComparison.Ordinal)).Select(NameOf).FirstOrDefault(),
            Time = report.Json["creationInfo"]["created"].Time,
            // As of any bill of materials: one for which no vulnerabilities were looked up looks like one that has none.
            Results = report.Asked.Complete is true || report.Json["packages"].Each().Any(package => Ids(package).Any())
                ? report.Json["packages"].Each().Translate(Package)
                : null,
        },
    ];

    private static void Package(ReportValue package, Translation into)
    {
        foreach (var (id, locator) in Ids(package).DistinctBy(found => found.Id, StringComparer.OrdinalIgnoreCase))
        {
            into.AddVulnerability(
                new ScanResult
                {
                    Kind = FindingKind.Dependency,
                    Rule = id,
                    Severity = Severity.Medium,
                    Help = locator,
                    Package = UrlOf(package),
                },
                []);
        }
    }

    /// <summary>Advisories and other addresses; what they are about stands in them.</summary>
    private static IEnumerable<(string Id, string Locator)> Ids(ReportValue package) => package["externalRefs"].Each()
        .Where(reference => reference["referenceCategory"].Is("SECURITY") && (reference["referenceType"].Is("advisory") || reference["referenceType"].Is("url")))
        .Select(reference => reference["referenceLocator"].Text).OfType<string>()
        .SelectMany(locator => VulnerabilityIds.In(locator).Select(id => (id, locator)));

    /// <summary>The package URL among the references to package managers, whose category is written in two ways.</summary>
    private static string UrlOf(ReportValue package) =>
        package["externalRefs"].Each().Where(reference => reference["referenceType"].Is("purl")).Select(reference => PackageUrl.OrNull(reference["referenceLocator"].Text)).FirstOrDefault(url => url is not null)
        ?? PackageUrl.Of(PackageTypes.Generic, package.Required("name"), package["versionInfo"].Text);

    /// <summary>"Tool: syft-1.4.1" → "syft".</summary>
    private static string NameOf(string creator)
    {
        var name = creator[ToolPrefix.Length..].Trim();
        var version = name.LastIndexOf('-');
        return version > 0 && version + 1 < name.Length && (char.IsAsciiDigit(name[version + 1]) || name[version + 1] is 'v') ? name[..version] : name;
    }
}
