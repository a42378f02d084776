using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>bandit --format json</c>: Python code.</summary>
/// <remarks>bandit.readthedocs.io/en/latest/formatters/json.html.</remarks>
internal sealed class Bandit : ReportFormat
{
    public override string Name => "bandit";

    public override string Tool => "bandit";

    public override bool Recognises(ReportContent report) => report.Json["results"].IsList && report.Json["metrics"]["_totals"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Time = report.Json["generated_at"].Time, Results = report.Json["results"].Each().Translate(Issue) }];

    private static void Issue(ReportValue issue, Translation into)
    {
        var rule = issue.Required("test_id");
        // B105 to B107 quote the password that they find.
        var quotesPassword = rule is "B105" or "B106" or "B107";
        var found = new ScanResult
        {
            Kind = FindingKind.Code,
            Rule = rule,
            Severity = Severities.Of(issue["issue_severity"].Text),
            Title = issue["test_name"].Text,
            Description = quotesPassword ? null : issue["issue_text"].Text,
            Help = issue["more_info"].Text,
            Cwe = CweIds.OfField(issue["issue_cwe"]["id"].Texts),
            Path = RepositoryPath.Normalise(issue.Required("filename")),
            Line = issue["line_number"].Positive,
        };
        var last = issue["line_range"].Each().LastOrDefault()?.Positive;
        into.Add(quotesPassword ? found : found.WithContext(CodeContext.Lines(issue["code"].Text, found.Line, last)));
    }
}
