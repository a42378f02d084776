using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>kics scan --report-formats json</c>: settings of infrastructure.</summary>
/// <remarks>docs.kics.io/latest/results. A file of a query is a result.</remarks>
internal sealed class Kics : ReportFormat
{
    public override string Name => "kics";

    public override string Tool => "kics";

    public override bool Recognises(ReportContent report) => report.Json["files_scanned"].Exists && (report.Json["kics_version"].Exists || report.Json["queries_total"].Exists)
        // Without its own version, which came with 1.4.
        || report.Json["queries"].Each().FirstOrDefault() is { } first && (first["query_id"].Exists || first["query_name"].Exists) && first["files"].IsList;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Time = report.Json["start"].Time,
            Results = report.Json["queries"].Each().SelectMany(query => query["files"].Each().Translate((file, into) => Match(file, query, into))),
        },
    ];

    private static void Match(ReportValue file, ReportValue query, Translation into)
    {
        // The one family of queries that looks for secrets.
        var isSecret = query["query_name"].Text?.StartsWith("Passwords And Secrets", StringComparison.Ordinal) is true;
        var name = string.Join('.', new[] { file["resource_type"].Text, file["resource_name"].Text }.OfType<string>());
        into.Add(new ScanResult
        {
            Kind = isSecret ? FindingKind.Secret : FindingKind.Configuration,
            Rule = query["query_id"].Text ?? query.Required("query_name"),
            Severity = query["severity"].Is("TRACE") ? Severity.Info : Severities.Of(query["severity"].Text),
            Title = query["query_name"].Text,
            Description = isSecret ? null : file["actual_value"].Text ?? query["description"].Text,
            Help = query["query_url"].Text,
            Cwe = CweIds.OfField(query["cwe"].Texts),
            Path = RepositoryPath.Normalise(file.Required("file_name")),
            Line = file["line"].Positive,
            Resource = isSecret ? null : name.Length > 0 ? name : file["search_key"].Text,
        });
    }
}
