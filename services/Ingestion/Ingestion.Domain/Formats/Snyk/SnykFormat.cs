using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Snyk;

/// <summary>Snyk: the CLI's JSON of open source and containers (one project or a list), and issues as both versions of the API list them.</summary>
/// <remarks>docs.snyk.io: snyk-cli/commands/test; snyk-api/reference/issues (REST); snyk-api/reference/projects-v1 (aggregated issues).</remarks>
internal sealed class SnykFormat : ReportFormat
{
    public override string Name => "snyk";

    public override string Tool => "snyk";

    public override bool Recognises(ReportContent report) => Projects(report.Json).FirstOrDefault() is { } first
        && (IsProject(first) || SnykIssues.IsRest(report.Json) || SnykIssues.IsAggregated(report.Json));

    protected override IReadOnlyList<string> Lists => ["issues"];

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var json = report.Json;
        return
        [
            new ReportedScan
            {
                // A project that could not be tested is left out of the others' list, with an error of its own.
                Successful = !Projects(json).Any(project => project["error"].Text is not null),
                // A page of several covers a part.
                Complete = !SnykIssues.IsRest(json) || json["links"]["next"] is not { Exists: true },
                Target = json["docker"].Exists && json["path"].Text is { } image ? ImageName.Repository(image) : null,
                Results = SnykIssues.IsRest(json) ? json["data"].Each().Translate(SnykIssues.Rest)
                    : SnykIssues.IsAggregated(json) ? json["issues"].Each().Translate(SnykIssues.Aggregated)
                    : Projects(json).SelectMany(project => project["applications"].Each().Prepend(project)).SelectMany(SnykProject.Results),
            },
        ];
    }

    private static IEnumerable<ReportValue> Projects(ReportValue json) => json.IsList ? json.Each() : [json];

    private static bool IsProject(ReportValue project) =>
        project["vulnerabilities"].IsList && (project["dependencyCount"].Exists || project["packageManager"].Exists)
        || project["ok"].Is("false") && project["error"].Exists && project["path"].Exists;
}
