using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>conftest test --output json</c>: policies on configuration files.</summary>
/// <remarks>conftest.dev/output. Rules have no names of their own, except where a policy writes one into its metadata.</remarks>
internal sealed class Conftest : ReportFormat
{
    public override string Name => "conftest";

    public override string Tool => "conftest";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first && first["filename"].Exists && first["namespace"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = report.Json.Each().SelectMany(file =>
                file["failures"].Each().Translate((item, into) => Add(item, file, Severity.High, into, null))
                    .Concat(file["warnings"].Each().Translate((item, into) => Add(item, file, Severity.Medium, into, null)))
                    .Concat(file["exceptions"].Each().Translate((item, into) => Add(item, file, Severity.High, into, new Verdict(TriageDecision.RiskAccepted))))),
        },
    ];

    private static void Add(ReportValue item, ReportValue file, Severity severity, Translation into, Verdict? verdict)
    {
        var message = item.Required("msg");
        var metadata = item["metadata"];
        var place = item["loc"];
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = metadata.First("id", "code", "rule", "query") ?? file["namespace"].Text ?? message,
                Severity = Severities.OfWord(metadata["severity"].Text) ?? severity,
                Title = message,
                Help = metadata.First("url", "remediation"),
                // What came from standard input has no name.
                Path = RepositoryPath.Normalise(place["file"].Text ?? file["filename"].Text ?? RepositoryPath.Root),
                Line = place["line"].Positive,
                // One rule says something else about each thing in the file.
                Resource = metadata["resource"].Text ?? message,
            },
            verdict);
    }
}
