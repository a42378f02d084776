using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>
/// <c>npm audit --json</c>: of npm 7 and later (<c>auditReportVersion</c> 2, <c>vulnerabilities</c> by package) and of npm 6 (<c>advisories</c> by number).
/// </summary>
/// <remarks>
/// docs.npmjs.com/cli/commands/npm-audit; lib/index.js in github.com/npm/npm-audit-report. A package that is vulnerable only through another
/// one (<c>via</c> names it) is no finding of its own: the fix is the other one's.
/// </remarks>
internal sealed class NpmAudit : ReportFormat
{
    public override string Name => "npm-audit";

    public override string Tool => "npm-audit";

    public override bool Recognises(ReportContent report) =>
        report.Json["auditReportVersion"].Exists
        || report.Json["advisories"].Exists && report.Json["metadata"]["vulnerabilities"].Exists
        || IsFailure(report.Json);

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Successful = !IsFailure(report.Json),
            Results = report.Json["advisories"].Each().Translate(Advisory)
                .Concat(report.Json["vulnerabilities"].Each().Translate(Package)),
        },
    ];

    /// <summary>No lock file, or a registry that did not answer: <c>{"error":{"code":"ENOLOCK","summary":…}}</c>.</summary>
    private static bool IsFailure(ReportValue json) => json["error"]["code"].Exists && json["error"]["summary"].Exists;

    /// <summary>npm 7 and later.</summary>
    private static void Package(ReportValue package, Translation into)
    {
        var places = package["nodes"].Texts.ToList();
        foreach (var advisory in package["via"].Each().Where(via => via.Text is null))
        {
            var url = advisory["url"].Text;
            into.AddVulnerability(
                Found(advisory) with
                {
                    Rule = VulnerabilityIds.FirstIn(url) ?? advisory.Required("source"),
                    Help = url,
                    Package = PackageUrl.Of("npm", advisory.First("name", "dependency") ?? package.Name, null),
                    FixedIn = FixedIn(advisory["range"].Text),
                    Path = places.FirstOrDefault(),
                    AlsoAt = [.. places.Skip(1)],
                },
                []);
        }
    }

    /// <summary>npm 6.</summary>
    private static void Advisory(ReportValue advisory, Translation into)
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
                FixedIn = FixedIn(advisory["vulnerable_versions"].Text),
                Path = places.FirstOrDefault(),
                AlsoAt = [.. places.Skip(1)],
            },
            advisory["cves"].Texts);
    }

    private static ScanResult Found(ReportValue advisory)
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
            Cwe = CweIds.OfField(advisory["cwe"].Texts),
        };
    }

    /// <summary>Where a single range of vulnerable versions ends: <c>&gt;=4.0.0 &lt;4.3.1</c>.</summary>
    private static string? FixedIn(string? range) =>
        range is not null && !range.Contains("||", StringComparison.Ordinal) && range.Split(' ')[^1] is ['<', not '=', ..] end ? end[1..] : null;
}
