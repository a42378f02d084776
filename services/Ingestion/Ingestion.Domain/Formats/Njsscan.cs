using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>njsscan --json</c>: JavaScript code and templates.</summary>
/// <remarks>github.com/ajinabraham/njsscan. A match is a result.</remarks>
internal sealed class Njsscan : ReportFormat
{
    public override string Name => "njsscan";

    public override string Tool => "njsscan";

    public override bool Recognises(ReportContent report) => report.Json["njsscan_version"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = report.Json["nodejs"].Each().Concat(report.Json["templates"].Each())
                .SelectMany(rule => rule["files"].Each().Translate((file, into) => Match(file, rule, into))),
        },
    ];

    private static void Match(ReportValue file, ReportValue rule, Translation into)
    {
        var metadata = rule["metadata"];
        var found = new ScanResult
        {
            Kind = FindingKind.Code,
            Rule = rule.Name,
            Severity = metadata["severity"].Is("INFO") ? Severity.Low : Severities.Of(metadata["severity"].Text),
            Title = rule.Name,
            Description = metadata["description"].Text,
            Cwe = CweIds.OfField(metadata["cwe"].Texts),
            Path = RepositoryPath.Normalise(file.Required("file_path")),
            Line = file["match_lines"].Each().FirstOrDefault()?.Positive,
        };
        into.Add(found.WithContext(file["match_string"].Text));
    }
}
