using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>tfsec --format json</c>: Terraform.</summary>
/// <remarks>aquasecurity.github.io/tfsec.</remarks>
internal sealed class Tfsec : ReportFormat
{
    public override string Name => "tfsec";

    public override string Tool => "tfsec";

    public override bool Recognises(ReportContent report) =>
        report.Json["results"].Each().FirstOrDefault() is { } first && first["long_id"].Exists && first["rule_provider"].Exists;

    /// <summary>Without findings, and named: <c>{"results":null}</c>.</summary>
    public override void Check(ReportContent report)
    {
        if (report.Json.Each().FirstOrDefault() is not { Name: "results" } results || results.Each().Any() || results.Text is not null)
        {
            base.Check(report);
        }
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) => [new ReportedScan { Results = report.Json["results"].Each().Translate(Result) }];

    private static void Result(ReportValue result, Translation into)
    {
        var status = result["status"].Text;
        if (status is "1")
        {
            // Passed.
            return;
        }
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = result.Required("long_id"),
                Aliases = [.. result["rule_id"].Texts],
                Severity = Severities.Of(result["severity"].Text),
                Title = result["rule_description"].Text,
                Description = result["description"].Text,
                Help = result["resolution"].Text ?? result["links"].Texts.FirstOrDefault(),
                Path = RepositoryPath.Normalise(result["location"].Required("filename")),
                Line = result["location"]["start_line"].Positive,
                Resource = result["resource"].Text,
            },
            // By a comment.
            status is "2" ? new Verdict(TriageDecision.RiskAccepted, "tfsec:ignore") : null);
    }
}
