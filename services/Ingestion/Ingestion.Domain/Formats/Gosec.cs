using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>gosec -fmt json</c>: Go code.</summary>
/// <remarks>report/json and issue/issue.go in github.com/securego/gosec.</remarks>
internal sealed class Gosec : ReportFormat
{
    public override string Name => "gosec";

    public override string Tool => "gosec";

    public override bool Recognises(ReportContent report) =>
        report.Json["Issues"] is { Exists: true } && (report.Json["Stats"].Exists || report.Json["GosecVersion"].Exists)
        || report.Json["Golang errors"].Exists && report.Json["Stats"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) => [new ReportedScan { Results = report.Json["Issues"].Each().Translate(Issue) }];

    private static void Issue(ReportValue issue, Translation into)
    {
        var (first, last) = LinesOf(issue["line"].Text);
        var found = new ScanResult
        {
            Kind = FindingKind.Code,
            Rule = issue.First("rule_id", "details") ?? issue.Required("rule_id"),
            Severity = Severities.Of(issue["severity"].Text),
            Title = issue["details"].Text,
            Help = issue["cwe"]["url"].Text,
            Cwe = CweIds.OfField(issue["cwe"]["id"].Texts),
            Path = RepositoryPath.Normalise(issue.Required("file")),
            Line = first,
        };
        into.Add(
            found.WithContext(CodeContext.Lines(issue["code"].Text, first, last)),
            issue["nosec"].Is("true") || issue["suppressions"].Each().Any()
                ? new Verdict(TriageDecision.RiskAccepted, issue["suppressions"].Each().Select(suppression => suppression["justification"].Text).FirstOrDefault())
                : null);
    }

    /// <summary>"12" and "12-14".</summary>
    private static (int? First, int? Last) LinesOf(string? text) => text?.Split('-') is [var first, .. var rest] ? (LineOf(first), LineOf(rest.LastOrDefault() ?? first)) : default;

    private static int? LineOf(string text) => int.TryParse(text, out var line) && line > 0 ? line : null;
}
