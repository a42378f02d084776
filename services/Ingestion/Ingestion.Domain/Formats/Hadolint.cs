using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>hadolint --format json</c>: Dockerfiles.</summary>
/// <remarks>github.com/hadolint/hadolint. ShellCheck's rules are among its own.</remarks>
internal sealed class Hadolint : ReportFormat
{
    public override string Name => "hadolint";

    public override string Tool => "hadolint";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first
        && first["code"].Text is { } code && (code.StartsWith("DL", StringComparison.Ordinal) || code.StartsWith("SC", StringComparison.Ordinal))
        && first["file"].Exists && first["level"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) => [new ReportedScan { Results = report.Json.Each().Translate(Failure) }];

    private static void Failure(ReportValue failure, Translation into) => into.Add(new ScanResult
    {
        Kind = FindingKind.Configuration,
        Rule = failure.Required("code"),
        // "info" and "style" are one level in its SARIF.
        Severity = failure["level"].Is("info") ? Severity.Low : Severities.Of(failure["level"].Text),
        Title = failure["message"].Text,
        Help = $"https://github.com/hadolint/hadolint/wiki/{failure["code"].Text}",
        Path = RepositoryPath.Normalise(failure.Required("file")),
        Line = failure["line"].Positive,
    });
}
