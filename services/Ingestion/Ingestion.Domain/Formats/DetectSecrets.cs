using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>detect-secrets scan</c>: its baseline.</summary>
/// <remarks>github.com/Yelp/detect-secrets, docs/design.md. Nothing of <c>hashed_secret</c>: an unkeyed hash of a password can be guessed.</remarks>
internal sealed class DetectSecrets : ReportFormat
{
    public override string Name => "detect-secrets";

    public override string Tool => "detect-secrets";

    public override bool Recognises(ReportContent report) =>
        report.Json["results"] is { Exists: true, IsList: false } && (report.Json["plugins_used"].Exists || report.Json["filters_used"].Exists);

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Time = report.Json["generated_at"].Time,
            Results = report.Json["results"].Each().SelectMany(file => file.Each().Translate((secret, into) => Secret(secret, file.Name, into))),
        },
    ];

    private static void Secret(ReportValue secret, string file, Translation into) => into.Add(
        new ScanResult
        {
            Kind = FindingKind.Secret,
            Rule = secret.Required("type"),
            Severity = secret["is_verified"].Is("true") ? Severity.Critical : Severity.High,
            Title = secret["type"].Text,
            Path = RepositoryPath.Normalise(secret["filename"].Text ?? file),
            Line = secret["line_number"].Positive,
        },
        // By a person, in "detect-secrets audit".
        secret["is_secret"].Is("false") ? new Verdict(TriageDecision.FalsePositive) : null);
}
