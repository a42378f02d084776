using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>horusec start --output-format json</c>: several code scanners under one roof.</summary>
/// <remarks>docs.horusec.io/docs/cli/analysis-output. <c>vulnHash</c> holds the line, so it is no fingerprint.</remarks>
internal sealed class Horusec : ReportFormat
{
    public override string Name => "horusec";

    public override string Tool => "horusec";

    public override bool Recognises(ReportContent report) =>
        report.Json["analysisVulnerabilities"].Exists || report.Json["createdAt"].Exists && report.Json["finishedAt"].Exists && report.Json["repositoryName"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Time = report.Json["createdAt"].Time,
            Successful = !report.Json["status"].Is("error"),
            Results = report.Json["analysisVulnerabilities"].Each().Translate((item, into) => Vulnerability(item["vulnerabilities"], into)),
        },
    ];

    private static void Vulnerability(ReportValue item, Translation into)
    {
        if (item["type"].Is("Corrected"))
        {
            return;
        }
        var isSecret = item["language"].Is("Leaks") || item["securityTool"].Is("GitLeaks");
        var title = item["details"].Text?.Split('\n')[0];
        var found = new ScanResult
        {
            Kind = isSecret ? FindingKind.Secret : FindingKind.Code,
            Rule = item.First("rule_id") ?? Unnumbered(title) ?? item.Required("rule_id"),
            Severity = Severities.Of(item["severity"].Text),
            Title = title,
            Description = isSecret ? null : item["details"].Text,
            Cwe = CweIds.Of(item["details"].Texts),
            Path = RepositoryPath.Normalise(item.Required("file")),
            Line = item["line"].Positive,
        };
        into.Add(
            found.WithContext(item["code"].Text),
            item["type"].Text switch
            {
                "False Positive" => new Verdict(TriageDecision.FalsePositive),
                "Risk Accepted" => new Verdict(TriageDecision.RiskAccepted),
                _ => null,
            });
    }

    /// <summary>"(1/2) * Possible vulnerability detected: Weak hash" → "Weak hash".</summary>
    private static string? Unnumbered(string? title) => title?.Split("detected: ", 2)[^1];
}
