using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.Snyk;

/// <summary>A project as <c>snyk test --json</c> tells it. A vulnerability stands there once for each way that leads to its package.</summary>
internal static class SnykProject
{
    public static IEnumerable<Reported> Results(ReportValue project) =>
        project["vulnerabilities"].Each().Translate((item, into) => Vulnerability(item, project, into))
            .Concat(project["filtered"]["ignore"].Each().Translate((item, into) => Ignored(item, project, into)));

    private static void Vulnerability(ReportValue item, ReportValue project, Translation into, Verdict? verdict = null)
    {
        if (item["type"].Is("license"))
        {
            return;
        }
        var id = item.Required("id");
        var cvss = item["cvssScore"].Score ?? CvssVector.Score(item["CVSSv3"].Text);
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = id,
                Severity = Severities.Of(item.First("severityWithCritical", "severity"), cvss),
                Cvss = cvss,
                Title = item["title"].Text,
                Description = item["description"].Text,
                Help = $"https://security.snyk.io/vuln/{id}",
                Cwe = CweIds.OfField(item["identifiers"]["CWE"].Texts),
                Package = Package(item, project["packageManager"].Text),
                FixedIn = FixedIn(item),
                Path = project["displayTargetFile"].Text ?? project["targetFile"].Text,
            },
            item["identifiers"]["CVE"].Texts.Concat(item["identifiers"]["GHSA"].Texts),
            verdict);
    }

    /// <summary>A package of an operating system is <c>source/binary</c>, and its ecosystem <c>debian:12</c>.</summary>
    private static string Package(ReportValue item, string? manager)
    {
        var name = item.First("packageName", "moduleName") ?? item.Required("name");
        var word = item["packageManager"].Text ?? manager ?? item["language"].Text;
        var type = PackageTypes.OfWord(word);
        if (PackageTypes.OfManager(manager) is not null || word is "linux" || type?.Contains('/', StringComparison.Ordinal) is true)
        {
            return PackageUrl.OfSystem(word is "linux" ? manager : word, name[(name.LastIndexOf('/') + 1)..], item["version"].Text);
        }
        return PackageUrl.Of(type ?? PackageTypes.OfWord(item["language"].Text) ?? PackageTypes.Generic, name, item["version"].Text);
    }

    private static string? FixedIn(ReportValue item) =>
        string.Join(", ", item["fixedIn"].Texts) is { Length: > 0 } versions ? versions : item["nearestFixedInVersion"].Text;

    /// <summary>What <c>.snyk</c> or a policy took out.</summary>
    private static void Ignored(ReportValue item, ReportValue project, Translation into)
    {
        var rule = item["filtered"]["ignored"].Each().FirstOrDefault() ?? ReportValue.None;
        Vulnerability(item, project, into, SnykIssues.VerdictOf(rule["reasonType"].Text, rule["reason"].Text, rule["ignoredBy"].First("email", "name"), rule["created"].Time, rule["expires"].Time));
    }
}
