using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Npm;

/// <summary>Yarn's audits, JSON Lines: <c>yarn audit --json</c> of Yarn 1, <c>yarn npm audit --json</c> of Yarn 4; that of Yarn 2 and 3 looks as npm 6's.</summary>
/// <remarks>classic.yarnpkg.com/docs/cli/audit; packages/plugin-npm-cli/sources/npmAuditUtils.ts in github.com/yarnpkg/berry. A deprecated package is a result, as Yarn counts it.</remarks>
internal sealed class YarnAudit : ReportFormat
{
    public override string Name => "yarn-audit";

    public override string Tool => "yarn-audit";

    /// <summary>Yarn 1 may warn before it tells anything.</summary>
    public override bool Recognises(ReportContent report) => report.FirstJson["type"].Text is "auditAdvisory" or "auditSummary" or "auditAction"
        || report.FirstJson["type"].Text is "info" or "warning" or "error" && report.FirstJson["data"].Exists
        || report.FirstJson["value"].Exists && report.FirstJson["children"]["Issue"].Exists;

    /// <summary>Named, the audit of Yarn 2 and 3 is Yarn's.</summary>
    public override void Check(ReportContent report)
    {
        if (!NpmAdvisory.AreIn(report.Json))
        {
            base.Check(report);
        }
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Successful = !report.JsonValues().Any(line => line["type"].Is("error")),
            Results = report.JsonValues().SelectMany(line => NpmAdvisory.AreIn(line) ? line["advisories"].Each().Translate(NpmAdvisory.Read) : Enumerable.Repeat(line, 1).Translate(Line)),
        },
    ];

    private static void Line(ReportValue line, Translation into)
    {
        if (line["type"].Is("auditAdvisory"))
        {
            NpmAdvisory.Read(line["data"]["advisory"], into);
        }
        else if (line["children"].Exists)
        {
            Issue(line, into);
        }
    }

    /// <summary>Yarn 4: a line for each advisory, with words for names.</summary>
    private static void Issue(ReportValue line, Translation into)
    {
        var issue = line["children"];
        var url = issue["URL"].Text;
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = VulnerabilityIds.FirstIn(url) ?? issue.Required("ID"),
                Severity = Severities.Of(issue["Severity"].Text),
                Title = issue["Issue"].Text,
                Help = url,
                Package = PackageUrl.Of("npm", line.Required("value"), issue["Tree Versions"].Texts.FirstOrDefault()),
                FixedIn = NpmAdvisory.EndOf(issue["Vulnerable Versions"].Text?.Replace("< ", "<", StringComparison.Ordinal)),
                AlsoAt = [.. issue["Dependents"].Texts],
            },
            []);
    }
}
