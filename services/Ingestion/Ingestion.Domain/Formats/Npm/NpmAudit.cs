using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Npm;

/// <summary>
/// <c>npm audit --json</c>: of npm 7 and later (<c>auditReportVersion</c> 2, <c>vulnerabilities</c> by package) and of npm 6 (<c>advisories</c> by number).
/// </summary>
/// <remarks>
/// The npm CLI's documentation of npm-audit; lib/index.js in github.com/npm/npm-audit-report. A package that is vulnerable only through another
/// one (<c>via</c> names it) is no finding of its own: the fix is the other one's.
/// </remarks>
internal sealed class NpmAudit : ReportFormat
{
    public override string Name => "npm-audit";

    public override string Tool => "npm-audit";

    public override bool Recognises(ReportContent report) =>
        Audit(report)["auditReportVersion"].Exists
        || NpmAdvisory.AreIn(report.Json) && !NpmAdvisory.ArePnpms(report.Json)
        || IsFailure(report.Json);

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Successful = !IsFailure(report.Json),
            Results = report.Json["advisories"].Each().Translate(NpmAdvisory.Read)
                .Concat(Audit(report)["vulnerabilities"].Each().Translate(Package)),
        },
    ];

    /// <summary><c>npm audit fix --json</c> tells what it did, and the audit in it.</summary>
    private static ReportValue Audit(ReportContent report) => report.Json["audit"]["auditReportVersion"].Exists ? report.Json["audit"] : report.Json;

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
                NpmAdvisory.Found(advisory) with
                {
                    Rule = VulnerabilityIds.FirstIn(url) ?? advisory.Required("source"),
                    Help = url,
                    Package = PackageUrl.Of("npm", advisory.First("name", "dependency") ?? package.Name, null),
                    FixedIn = NpmAdvisory.EndOf(advisory["range"].Text),
                    Path = places.FirstOrDefault(),
                    AlsoAt = [.. places.Skip(1)],
                },
                []);
        }
    }
}
