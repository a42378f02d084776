using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Nuclei's JSON Lines (<c>-jsonl</c>) and JSON (<c>-json-export</c>), of version 3 and before.</summary>
/// <remarks>docs.projectdiscovery.io/tools/nuclei/running; pkg/output/output.go in github.com/projectdiscovery/nuclei.</remarks>
internal sealed class Nuclei : ReportFormat
{
    private const int MostIds = 100;

    public override string Name => "nuclei";

    public override string Tool => "nuclei";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report)
    {
        var first = report.FirstJson.IsList ? report.FirstJson.Each().FirstOrDefault() ?? ReportValue.None : report.FirstJson;
        return (first["template-id"].Exists || first["templateID"].Exists) && first["info"].Exists;
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Time = (report.Json.IsList ? report.Json.Each().FirstOrDefault() : report.FirstJson)?["timestamp"].Time,
            Results = (report.Json.IsList ? report.Json.Each() : report.JsonValues()).Translate(Match),
        },
    ];

    private static void Match(ReportValue match, Translation into)
    {
        if (match["matcher-status"].Is("false") && !match["matched-at"].Exists)
        {
            // With -matcher-status also what did not match is told.
            return;
        }
        var info = match["info"];
        var classification = info["classification"];
        var cvss = classification["cvss-score"].Score;
        into.Add(new ScanResult
        {
            Kind = FindingKind.Dynamic,
            Rule = match.First("template-id", "templateID") ?? match.Required("template-id"),
            Aliases = [.. classification["cve-id"].Texts.Where(id => !match["template-id"].Is(id)).Take(MostIds)],
            Severity = Severities.Of(info["severity"].Text, cvss),
            Cvss = cvss,
            Title = info["name"].Text,
            Description = info["description"].Text,
            Help = info["remediation"].Text ?? info["reference"].Texts.FirstOrDefault(),
            Cwe = CweIds.OfField(classification["cwe-id"].Texts),
            Url = match.First("matched-at", "matched", "url", "host"),
            Method = match["fuzzing_method"].Text,
            // A template has several matchers, each of which finds another thing at one address.
            Parameter = match.First("fuzzing_parameter", "matcher-name", "matcher_name"),
        });
    }
}
