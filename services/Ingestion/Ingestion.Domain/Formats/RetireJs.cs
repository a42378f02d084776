using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Retire.js: <c>--outputformat json</c>, and that of versions 1 (the list of files alone).</summary>
/// <remarks>github.com/RetireJS/retire.js: node/src/reporters/json.ts. A library that was copied into the project is a package without a lock file.</remarks>
internal sealed class RetireJs : ReportFormat
{
    private static readonly string[] s_trackers = ["issue", "bug", "tenable", "osvdb", "PR", "commit"];

    public override string Name => "retirejs";

    public override string Tool => "retire.js";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json["data"].IsList && report.Json["messages"].Exists && report.Json["errors"].Exists
        || report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first && first["results"].Each().FirstOrDefault() is { } result && result["component"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Time = report.Json["start"].Time,
            Results = Files(report.Json).SelectMany(file => file["results"].Each().SelectMany(library =>
                library["vulnerabilities"].Each().Translate((item, into) => Vulnerability(item, library, file["file"].Text, into)))),
        },
    ];

    private static IEnumerable<ReportValue> Files(ReportValue json) => json.IsList ? json.Each() : json["data"].Each();

    private static void Vulnerability(ReportValue item, ReportValue library, string? file, Translation into)
    {
        var ids = item["identifiers"];
        var title = ids["summary"].Text;
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = ids.First("githubID", "retid") ?? ids["CVE"].Texts.FirstOrDefault() ?? OwnNumber(ids) ?? title ?? item["info"].Texts.FirstOrDefault() ?? ids.Required("summary"),
                Severity = Severities.Of(item["severity"].Text),
                Title = title,
                Help = item["info"].Texts.FirstOrDefault(),
                Cwe = CweIds.OfField(item["cwe"].Texts),
                Package = PackageUrl.Of("npm", library.First("npmname", "component") ?? library.Required("component"), library["version"].Text),
                FixedIn = item["below"].Text,
                Path = file,
            },
            ids["CVE"].Texts);
    }

    /// <summary>A number in the library's own tracker, where there is no other.</summary>
    private static string? OwnNumber(ReportValue ids) =>
        s_trackers.Where(name => ids[name].Texts.Any()).Select(name => $"{name}-{ids[name].Texts.First()}").FirstOrDefault();
}
