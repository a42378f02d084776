using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>HackerOne's reports: the API's, and the export in JSON and CSV.</summary>
/// <remarks>api.hackerone.com/customer-resources/#reports. What is closed is no finding any more.</remarks>
internal sealed class HackerOne : ReportFormat
{
    private const int MostIds = 100;

    public override string Name => "hackerone";

    public override string Tool => "hackerone";

    public override bool Recognises(ReportContent report) =>
        OfApi(report.Json).FirstOrDefault() is { } one && one["type"].Is("report") && one["attributes"].Exists
        || report.Json["findings"].Each().FirstOrDefault() is { } first && first["severity_rating"].Exists && first["substate"].Exists
        || report.Columns.Has("id", "title", "severity_rating", "substate");

    public override bool IsBareList => true;

    protected override IReadOnlyList<string> Lists => ["data", "findings"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = OfApi(report.Json).Translate(OfApi)
                .Concat(report.Json["findings"].Each().Concat(report.Medium == Medium.Csv ? report.Rows() : []).Translate(OfExport)),
        },
    ];

    /// <summary>A page, or the reports of all pages as one list.</summary>
    private static IEnumerable<ReportValue> OfApi(ReportValue json) => json.IsList ? json.Each() : json["data"].Each();

    private static void OfApi(ReportValue report, Translation into)
    {
        var attributes = report["attributes"];
        var relations = report["relationships"];
        var severity = relations["severity"]["data"]["attributes"];
        if (attributes["state"].Text is "resolved" or "duplicate" or "informative" or "not-applicable" or "spam" || attributes["closed_at"].Text is not null)
        {
            return;
        }
        Add(
            report.Required("id"), attributes["title"].Text, severity["rating"].Text, severity["score"].Score, attributes["cve_ids"].Texts,
            CweIds.OfField(relations["weakness"]["data"]["attributes"]["external_id"].Texts), into);
    }

    private static void OfExport(ReportValue report, Translation into)
    {
        if (!report["state"].Is("closed"))
        {
            Add(
                report.Required("id"), report["title"].Text, report["severity_rating"].Text, report["severity_score"].Score,
                VulnerabilityIds.In(report["cve_ids"].Text), [], into);
        }
    }

    private static void Add(string id, string? title, string? rating, double? score, IEnumerable<string> ids, IReadOnlyList<int> cwe, Translation into) => into.Add(new ScanResult
    {
        Kind = FindingKind.Manual,
        Rule = "hackerone-" + id,
        Aliases = [.. ids.Take(MostIds)],
        Severity = Severities.Of(rating, score),
        Cvss = score is > 0 ? score : null,
        Title = title,
        Help = "https://hackerone.com/reports/" + id,
        Cwe = cwe,
    });
}
