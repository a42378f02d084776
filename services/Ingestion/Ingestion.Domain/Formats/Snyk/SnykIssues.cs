using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.Snyk;

/// <summary>Issues as Snyk's API lists them: REST (<c>data</c>, JSON:API), and version 1 (<c>issues</c>, of one project).</summary>
internal static class SnykIssues
{
    public static bool IsRest(ReportValue json) => json["jsonapi"].Exists && json["data"].IsList
        && json["data"].Each().FirstOrDefault() is var first && (first is null || first["type"].Is("issue"));

    public static bool IsAggregated(ReportValue json) => json["issues"].Each().FirstOrDefault() is { } first && first["issueType"].Exists && first["issueData"].Exists;

    /// <summary>A resolved issue is none. Of configurations and code the place stands among the coordinates.</summary>
    public static void Rest(ReportValue issue, Translation into)
    {
        var attributes = issue["attributes"];
        if (attributes["status"].Is("resolved") || attributes["type"].Is("license"))
        {
            return;
        }
        var places = attributes["coordinates"].Each().SelectMany(coordinate => coordinate["representations"].Each()).ToList();
        var verdict = attributes["ignored"].Is("true") ? VerdictOf(null, null, null, null, null) : null;
        var problems = attributes["problems"].Each().Select(problem => problem["id"].Text).OfType<string>().ToList();
        var rating = attributes["severities"].Each().FirstOrDefault(severity => severity["score"].Exists) ?? ReportValue.None;
        var cvss = rating["score"].Score ?? CvssVector.Score(rating["vector"].Text);
        var found = new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = problems.Find(id => id.StartsWith("SNYK-", StringComparison.OrdinalIgnoreCase)) ?? problems.FirstOrDefault() ?? attributes.Required("key"),
            Severity = Severities.Of(attributes["effective_severity_level"].Text, cvss),
            Cvss = cvss,
            Title = attributes["title"].Text,
            Description = attributes["description"].Text,
            Cwe = CweIds.OfField(attributes["classes"].Each().Select(one => one["id"].Text).OfType<string>()),
        };
        switch (attributes["type"].Text)
        {
            case "package_vulnerability":
                foreach (var dependency in places.Select(place => place["dependency"]).Where(dependency => dependency.Exists))
                {
                    into.AddVulnerability(
                        found with { Package = PackageUrl.OfEcosystem(EcosystemOf(found.Rule), dependency.Required("package_name"), dependency["package_version"].Text) },
                        problems.Where(VulnerabilityIds.Is), verdict);
                }
                break;
            case "code":
                var source = places.Select(place => place["sourceLocation"]).FirstOrDefault(place => place.Exists) ?? ReportValue.None;
                into.Add(found with
                {
                    Kind = FindingKind.Code,
                    Path = source["file"].Text is { } file ? RepositoryPath.Normalise(file) : null,
                    Line = source["region"]["start"]["line"].Positive,
                    Fingerprint = attributes["key"].Text,
                }, verdict);
                break;
            default:
                var resource = places.Select(place => place["resourcePath"].Text ?? place["cloud_resource"]["input"]["name"].Text).FirstOrDefault(text => text is not null);
                into.Add(found with { Kind = FindingKind.Configuration, Path = RepositoryPath.Root, Resource = resource }, verdict);
                break;
        }
    }

    public static void Aggregated(ReportValue issue, Translation into)
    {
        if (!issue["issueType"].Is("vuln"))
        {
            return;
        }
        var data = issue["issueData"];
        var id = issue["id"].Text ?? data.Required("id");
        var cvss = data["cvssScore"].Score ?? CvssVector.Score(data["CVSSv3"].Text);
        var reason = issue["ignoreReasons"].Each().FirstOrDefault() ?? ReportValue.None;
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = id,
                Severity = Severities.Of(data["severity"].Text, cvss),
                Cvss = cvss,
                Title = data["title"].Text,
                Description = data["description"].Text,
                Help = data["url"].Text,
                Cwe = CweIds.OfField(data["identifiers"]["CWE"].Texts),
                Package = PackageUrl.OfEcosystem(EcosystemOf(id) ?? data["language"].Text, issue.Required("pkgName"), issue["pkgVersions"].Texts.FirstOrDefault()),
                FixedIn = string.Join(", ", issue["fixInfo"]["fixedIn"].Texts) is { Length: > 0 } versions ? versions : null,
            },
            data["identifiers"]["CVE"].Texts.Concat(data["identifiers"]["GHSA"].Texts),
            issue["isIgnored"].Is("true") ? VerdictOf(null, reason["reason"].Text, null, null, reason["expires"].Time) : null);
    }

    public static Verdict VerdictOf(string? type, string? reason, string? by, DateTimeOffset? at, DateTimeOffset? until) => type is "not-vulnerable"
        ? new Verdict(TriageDecision.NotAffected, reason, by, at)
        : new Verdict(TriageDecision.RiskAccepted, reason, by, at, until);

    /// <summary>Snyk's ids name the ecosystem: <c>SNYK-JS-LODASH-590103</c>, <c>SNYK-DEBIAN12-OPENSSL-1</c>.</summary>
    private static string? EcosystemOf(string id) => !id.StartsWith("SNYK-", StringComparison.OrdinalIgnoreCase)
        // Those of before 2019: npm:ua-parser-js:20180227.
        ? id.Split(':') is [var type, _, ..] ? type : null
        : id.Split('-') is [_, var ecosystem, ..] ? ecosystem.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') : null;
}
