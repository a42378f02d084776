using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Clair: the report of version 4 (clairctl, Quay), that of the analyser Klar, and clair-scanner's of versions 1 and 2.</summary>
/// <remarks>quay.github.io/clair: reference/api (VulnerabilityReport); github.com/arminc/clair-scanner; github.com/optiopay/klar.</remarks>
internal sealed class Clair : ReportFormat
{
    /// <summary>The most pairs of a package and a vulnerability that a report of version 4 may have; images have thousands.</summary>
    private const int MostPairs = 300_000;

    public override string Name => "clair";

    public override string Tool => "clair";

    public override bool Recognises(ReportContent report) =>
        report.Json["manifest_hash"].Exists && report.Json["package_vulnerabilities"].Exists
        || report.Json["image"].Exists && report.Json["unapproved"].Exists
        || report.Json["LayerCount"].Exists && report.Json["Vulnerabilities"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var json = report.Json;
        return
        [
            new ReportedScan
            {
                Target = json["image"].Text is { } image ? ImageName.Repository(image) : null,
                Results = json["package_vulnerabilities"].Exists
                    ? Version4(json)
                    : json["vulnerabilities"].Each().Concat(json["Vulnerabilities"].Each().SelectMany(level => level.Each())).Translate(Feature),
            },
        ];
    }

    /// <summary>A vulnerability of a "feature", which is a package; clair-scanner and Klar name the same fields differently.</summary>
    private static void Feature(ReportValue item, Translation into) => into.AddVulnerability(
        new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = item.First("vulnerability", "Name") ?? item.Required("vulnerability"),
            Severity = Severities.Of(item.First("severity", "Severity")),
            Description = item.First("description", "Description"),
            Help = item.First("link", "Link"),
            Package = PackageUrl.OfSystem(
                item.First("namespace", "NamespaceName"), item.First("featurename", "FeatureName") ?? item.Required("featurename"), item.First("featureversion", "FeatureVersion")),
            FixedIn = item.First("fixedby", "FixedBy"),
        },
        []);

    /// <summary>Packages and vulnerabilities by number, and which of these each of those has.</summary>
    private static IEnumerable<Reported> Version4(ReportValue json)
    {
        var packagesOf = new Lazy<ILookup<string, string>>(() => PackagesByVulnerability(json));
        return json["vulnerabilities"].Each().Translate((item, into) =>
        {
            foreach (var package in packagesOf.Value[item.Name])
            {
                Vulnerability(item, package, into);
            }
        });
    }

    private static ILookup<string, string> PackagesByVulnerability(ReportValue json)
    {
        var urls = new ReportIndex("packages");
        foreach (var package in json["packages"].Each())
        {
            var environment = json["environments"][package.Name].Each().FirstOrDefault() ?? ReportValue.None;
            var system = json["distributions"][environment["distribution_id"].Text ?? ""]["did"].Text;
            var database = environment["package_db"].Text ?? "";
            urls.Add(package.Name, package["name"].Text is { } name ? PackageUrl.OfSystem(WordOf(database) ?? system, name, package["version"].Text) : null);
        }
        return json["package_vulnerabilities"].Each()
            .SelectMany(package => package.Each().Select(vulnerability => (Vulnerability: vulnerability.Text, Package: urls[package.Name])))
            .Where(pair => pair is { Vulnerability: not null, Package: not null })
            .Select((pair, index) => index < MostPairs ? pair : throw new UnreadablePayloadException(new("too_large", $"The report has more than {MostPairs:N0} vulnerabilities of packages.")))
            .ToLookup(pair => pair.Vulnerability!, pair => pair.Package!);
    }

    /// <summary>The database that a package of a language was found in: <c>python:usr/lib/…</c>, <c>maven:…</c>.</summary>
    private static string? WordOf(string database) => database.Split(':') is [var word, _, ..] && PackageTypes.OfWord(word) is { } type && !type.Contains('/', StringComparison.Ordinal) ? word : null;

    private static void Vulnerability(ReportValue item, string package, Translation into)
    {
        var name = item.Required("name");
        var id = VulnerabilityIds.FirstIn(name) ?? name;
        var cvss = CvssVector.Score(item["severity"].Text);
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = id,
                Severity = Severities.Of(item["normalized_severity"].Text ?? item["severity"].Text, cvss),
                Cvss = cvss,
                Title = name == id ? null : name,
                Description = item["description"].Text,
                Help = item["links"].Text?.Split(' ')[0],
                Package = package,
                FixedIn = item["fixed_in_version"].Text,
            },
            // An advisory of the vendor names its CVE among the links.
            VulnerabilityIds.In(item["links"].Text).Where(VulnerabilityIds.IsCve));
    }
}
