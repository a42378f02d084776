using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.Npm;

/// <summary>An advisory as npm's registry answered an audit until npm 6. pnpm and Yarn still write it.</summary>
internal static class NpmAdvisory
{
    /// <summary><c>{"advisories":{"1002":{…}},"metadata":{"vulnerabilities":{…}}}</c></summary>
    public static bool AreIn(ReportValue json) => json["advisories"].Exists && json["metadata"]["vulnerabilities"].Exists;

    /// <summary>
    /// pnpm names the importing package first: <c>.&gt;axios</c>, of a workspace <c>packages__web&gt;axios</c>. npm 6 has a <c>runId</c>; where neither
    /// tells, pnpm of today is told by lacking <c>actions</c>.
    /// </summary>
    public static bool ArePnpms(ReportValue json)
    {
        var path = json["advisories"].Each().SelectMany(advisory => advisory["findings"].Each()).SelectMany(finding => finding["paths"].Texts).FirstOrDefault();
        return AreIn(json) && !json["runId"].Exists
            && (path is ['.', ..] || path?.Split('>')[0].Contains("__", StringComparison.Ordinal) is true || !json["actions"].Exists);
    }

    public static void Read(ReportValue advisory, Translation into)
    {
        var url = advisory["url"].Text;
        var places = advisory["findings"].Each().SelectMany(finding => finding["paths"].Texts).ToList();
        into.AddVulnerability(
            Found(advisory) with
            {
                Rule = advisory["github_advisory_id"].Text ?? VulnerabilityIds.FirstIn(url) ?? advisory.Required("id"),
                Description = advisory["overview"].Text,
                Help = url,
                Package = PackageUrl.Of("npm", advisory.Required("module_name"), advisory["findings"].Each().Select(finding => finding["version"].Text).FirstOrDefault()),
                FixedIn = EndOf(advisory["vulnerable_versions"].Text) ?? StartOf(advisory["patched_versions"].Text, advisory["vulnerable_versions"].Text),
                Path = places.FirstOrDefault(),
                AlsoAt = [.. places.Skip(1)],
            },
            advisory["cves"].Texts);
    }

    /// <summary>What npm 7 writes alike.</summary>
    public static ScanResult Found(ReportValue advisory)
    {
        // A score of 0 without a vector is one that nobody gave.
        var cvss = advisory["cvss"]["score"].Score is > 0 and var score ? score : CvssVector.Score(advisory["cvss"]["vectorString"].Text);
        return new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = "",
            Severity = Severities.Of(advisory["severity"].Text, cvss),
            Cvss = cvss,
            Title = advisory["title"].Text,
            Cwe = CweIds.OfField(advisory["cwe"].Texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries))),
        };
    }

    /// <summary>Where a single range of vulnerable versions ends: <c>&gt;=4.0.0 &lt;4.3.1</c>.</summary>
    public static string? EndOf(string? range) =>
        range is not null && !range.Contains("||", StringComparison.Ordinal) && WithoutBlanks(range).Split(' ')[^1] is ['<', not '=', ..] end ? end[1..] : null;

    /// <summary>Between an operator and its version: <c>&lt; 0.5.2</c>.</summary>
    private static string WithoutBlanks(string range) => range.Replace("= ", "=", StringComparison.Ordinal).Replace("< ", "<", StringComparison.Ordinal).Replace("> ", ">", StringComparison.Ordinal);

    /// <summary>Where the patched versions start, if the vulnerable ones are one range: <c>&gt;=4.3.1</c>.</summary>
    private static string? StartOf(string? patched, string? vulnerable) =>
        WithoutBlanks(patched ?? "") is ['>', '=', .. var version] && vulnerable?.Contains("||", StringComparison.Ordinal) is not true && version.AsSpan().IndexOfAny(" |") < 0 ? version : null;
}
