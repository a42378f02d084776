using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>OSV-Scanner's JSON.</summary>
/// <remarks>google.github.io/osv-scanner/output; pkg/models/results.go in github.com/google/osv-scanner; ossf.github.io/osv-schema.</remarks>
internal sealed class Osv : ReportFormat
{
    public override string Name => "osv";

    public override string Tool => "osv-scanner";

    public override bool Recognises(ReportContent report)
    {
        var json = report.Json;
        return json["results"].Exists && json["experimental_config"].Exists
            || json["results"].Each().FirstOrDefault() is { } first && first["packages"].IsList && first["source"]["path"].Exists;
    }

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = report.Json["results"].Each().SelectMany(source => source["packages"].Each().SelectMany(package =>
                package["vulnerabilities"].Each().Translate((item, into) => Vulnerability(item, package, source["source"]["path"].Text, into)))),
        },
    ];

    private static void Vulnerability(ReportValue item, ReportValue found, string? file, Translation into)
    {
        var package = found["package"];
        var id = item.Required("id");
        var cvss = ScoreOf(item["severity"]) ?? ScoreOfGroup(found, id);
        var name = package.Required("name");
        var affected = item["affected"].Each().Where(one => one["package"]["name"].Is(name)).ToList();
        var word = item["database_specific"]["severity"].Text ?? affected.Select(one => one["ecosystem_specific"].First("severity", "urgency")).FirstOrDefault(text => text is not null);
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = id,
                Severity = Severities.Of(word, cvss),
                Cvss = cvss,
                Title = item["summary"].Text,
                Description = item["details"].Text,
                Help = $"https://osv.dev/vulnerability/{id}",
                Cwe = CweIds.OfField(item["database_specific"]["cwe_ids"].Texts),
                Package = PackageUrl.OfSystem(package["ecosystem"].Text, name, package["version"].Text),
                FixedIn = FixedIn(affected),
                Path = file,
            },
            item["aliases"].Texts);
    }

    /// <summary>Vectors; version 3 before 4 and 2, because most sources have it.</summary>
    private static double? ScoreOf(ReportValue severities) => severities.Each()
        .OrderBy(severity => severity["type"].Text switch { "CVSS_V3" => 0, "CVSS_V4" => 1, _ => 2 })
        .Select(severity => CvssVector.Score(severity["score"].Text)).FirstOrDefault(score => score is not null);

    /// <summary>The highest among the ids that denote the same, where the entry itself has none.</summary>
    private static double? ScoreOfGroup(ReportValue found, string id) =>
        found["groups"].Each().Where(group => group["ids"].Texts.Contains(id)).Select(group => group["max_severity"].Score).FirstOrDefault();

    private static string? FixedIn(List<ReportValue> affected)
    {
        var versions = affected.SelectMany(one => one["ranges"].Each()).Where(range => !range["type"].Is("GIT"))
            .SelectMany(range => range["events"].Each()).Select(change => change["fixed"].Text).OfType<string>().Distinct();
        return string.Join(", ", versions) is { Length: > 0 } text ? text : null;
    }
}
