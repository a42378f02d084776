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
        report.Json["results"].Each().FirstOrDefault() is { } first && first["rule_id"].Exists && first["location"]["filename"].Exists
        && (first["rule_description"].Exists || first["long_id"].Exists);

    protected override IReadOnlyList<string> Lists => ["results"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) => [new ReportedScan { Results = report.Json["results"].Each().Translate(Result) }];

    private static void Result(ReportValue result, Translation into)
    {
        // A number, in some versions a word; before 0.40 only whether it passed.
        var status = result["status"].Text;
        if (status is "1" or "passed" || result["passed"].Is("true"))
        {
            return;
        }
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = result["long_id"].Text ?? result.Required("rule_id"),
                Aliases = [.. new[] { result["long_id"].Exists ? result["rule_id"].Text : null, result["legacy_rule_id"].Text }.OfType<string>()],
                Severity = Severities.Of(result["severity"].Text),
                Title = result["rule_description"].Text,
                Description = result["description"].Text,
                Help = result["resolution"].Text ?? result["links"].Texts.FirstOrDefault() ?? result["link"].Text,
                Path = RepositoryPath.Normalise(result["location"].Required("filename")),
                Line = result["location"]["start_line"].Positive,
                Resource = result["resource"].Text,
            },
            // By a comment.
            status is "2" or "ignored" ? new Verdict(TriageDecision.RiskAccepted, "tfsec:ignore") : null);
    }
}
