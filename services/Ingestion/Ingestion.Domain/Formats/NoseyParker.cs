using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>noseyparker report --format json</c>, or <c>jsonl</c>.</summary>
/// <remarks>github.com/praetorian-inc/noseyparker. Nothing of <c>groups</c> and <c>snippet</c>, nor of <c>finding_id</c>, which is a hash of the secret.</remarks>
internal sealed class NoseyParker : ReportFormat
{
    public override string Name => "noseyparker";

    public override string Tool => "noseyparker";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report)
    {
        var first = report.FirstJson.IsList ? report.FirstJson.Each().FirstOrDefault() ?? ReportValue.None : report.FirstJson;
        return first["rule_name"].Exists && first["matches"].IsList && first["num_matches"].Exists;
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = (report.Json.IsList ? report.Json.Each() : report.JsonValues()).Translate(Finding) }];

    private static void Finding(ReportValue finding, Translation into)
    {
        List<(string Path, int? Line)> places = [.. finding["matches"].Each().Select(Place).Distinct().Take(100)];
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Secret,
                Rule = finding["rule_text_id"].Text ?? finding.Required("rule_name"),
                Severity = Severity.High,
                Title = finding["rule_name"].Text,
                Path = places.Select(place => place.Path).FirstOrDefault() ?? RepositoryPath.Root,
                Line = places.Select(place => place.Line).FirstOrDefault(),
                AlsoAt = [.. places.Skip(1).Select(place => $"{place.Path}:{place.Line}")],
            },
            finding["statuses"].Texts.Any() && finding["statuses"].Texts.All(status => status is "reject")
                ? new Verdict(TriageDecision.FalsePositive, finding["comment"].Text) : null);
    }

    private static (string Path, int? Line) Place(ReportValue match)
    {
        var provenance = match["provenance"].IsList ? match["provenance"].Each().FirstOrDefault() ?? ReportValue.None : match["provenance"];
        var path = provenance["first_commit"]["blob_path"].Text ?? provenance["commit_provenance"]["blob_path"].Text ?? provenance.First("path", "repo_path");
        return (RepositoryPath.Normalise(path ?? RepositoryPath.Root), match["location"]["source_span"]["start"]["line"].Positive);
    }
}
