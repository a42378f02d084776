using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>OWASP Dependency-Check's XML and JSON.</summary>
/// <remarks>
/// dependency-check.github.io/DependencyCheck/general/reports.html; core/src/main/resources/schema/dependency-check.2.5.xsd and
/// templates/jsonReport.vsl in github.com/dependency-check/DependencyCheck. XML without a namespace (before 1.3) reads the same.
/// </remarks>
internal sealed class DependencyCheck : ReportFormat
{
    /// <summary>Each of them has every vulnerability of the file.</summary>
    private const int MostPackages = 1000;

    public override string Name => "dependency-check";

    public override string Tool => "dependency-check";

    public override bool Recognises(ReportContent report) =>
        report.Json["projectInfo"].Exists && report.Json["dependencies"].IsList
        || report.Xml.Name == "analysis" && Project(report).Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Time = Project(report)["reportDate"].Time,
            Results = (report.Medium == Medium.Xml ? report.XmlElements("analysis", "dependencies", "dependency") : report.Json["dependencies"].Each()).Translate(Dependency),
        },
    ];

    private static ReportValue Project(ReportContent report) =>
        report.Medium == Medium.Xml ? report.XmlElements("analysis", "projectInfo").FirstOrDefault() ?? ReportValue.None : report.Json["projectInfo"];

    private static void Dependency(ReportValue dependency, Translation into)
    {
        var found = dependency["vulnerabilities"].Each().Where(item => item.Name != "suppressedVulnerability").Select(item => (Item: item, Verdict: (Verdict?)null));
        // JSON has a list of its own for them, XML another name in the same.
        var suppressed = dependency["suppressedVulnerabilities"].Each().Concat(dependency["vulnerabilities"].Each().Where(item => item.Name == "suppressedVulnerability"))
            .Select(item => (Item: item, Verdict: (Verdict?)new Verdict(TriageDecision.FalsePositive, item["notes"].Text)));
        var places = new Lazy<List<(string Package, List<string> Files)>>(() => Places(dependency));
        foreach (var (item, verdict) in found.Concat(suppressed))
        {
            foreach (var (package, files) in places.Value)
            {
                into.AddVulnerability(Vulnerability(item) with { Package = package, Path = files.FirstOrDefault(), AlsoAt = [.. files.Skip(1)] }, [], verdict);
            }
        }
    }

    /// <summary>The files that the vulnerabilities are in, by package: Dependency-Check reports files of one software once, as the first with "related" ones.</summary>
    private static List<(string Package, List<string> Files)> Places(ReportValue dependency)
    {
        List<(string Package, List<string> Files)> places = [.. dependency["relatedDependencies"].Each().Prepend(dependency)
            .GroupBy(DependencyCheckPackage.UrlOf, file => file["filePath"].Text)
            .Select(files => (files.Key, files.OfType<string>().Distinct().ToList()))];
        return places.Count <= MostPackages ? places : throw new UnreadableItemException("too_large", $"has more than {MostPackages:N0} related packages");
    }

    private static ScanResult Vulnerability(ReportValue item)
    {
        var cvss = ScoreOf(item);
        return new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = item.Required("name"),
            Severity = Severities.Of(item.First("severity", "cvssSeverity"), cvss),
            Cvss = cvss,
            Description = item["description"].Text,
            Help = item["references"].Each().Select(reference => reference["url"].Text).FirstOrDefault(url => url is not null),
            Cwe = CweIds.OfField(item["cwes"].Texts.Concat(item["cwe"].Texts)),
        };
    }

    /// <summary>The names differ between XML, JSON and versions; version 3 before 4 and 2, because most sources have it.</summary>
    private static double? ScoreOf(ReportValue item) =>
        item["cvssV3"]["baseScore"].Score ?? item["cvssv3"]["baseScore"].Score
        ?? item["cvssV4"]["baseScore"].Score ?? item["cvssv4"]["baseScore"].Score
        ?? item["cvssV2"]["score"].Score ?? item["cvssv2"]["score"].Score ?? item["cvssScore"].Score;
}
