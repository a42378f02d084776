using System.Globalization;
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
            Results = report.Json["results"].Each().SelectMany(source => source["packages"].Each().SelectMany(package => Package(package, source["source"]["path"].Text))),
        },
    ];

    private static IEnumerable<Reported> Package(ReportValue package, string? file)
    {
        var highest = new Lazy<ReportIndex>(() => HighestScores(package));
        return package["vulnerabilities"].Each().Translate((item, into) => Vulnerability(item, package, file, highest, into));
    }

    private static void Vulnerability(ReportValue item, ReportValue found, string? file, Lazy<ReportIndex> highest, Translation into)
    {
        var package = found["package"];
        var id = item.Required("id");
        var cvss = ScoreOf(item["severity"]) ?? NumberOf(highest.Value[id]);
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

    /// <summary>By id the highest score among the ids that denote the same, for an entry that has none itself.</summary>
    private static ReportIndex HighestScores(ReportValue found)
    {
        var index = new ReportIndex("groups of ids");
        foreach (var group in found["groups"].Each())
        {
            foreach (var id in group["ids"].Texts)
            {
                index.Add(id, group["max_severity"].Text);
            }
        }
        return index;
    }

    private static double? NumberOf(string? score) =>
        double.TryParse(score, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 10 ? number : null;

    private static string? FixedIn(List<ReportValue> affected)
    {
        var versions = affected.SelectMany(one => one["ranges"].Each()).Where(range => !range["type"].Is("GIT"))
            .SelectMany(range => range["events"].Each()).Select(change => change["fixed"].Text).OfType<string>().Distinct();
        return string.Join(", ", versions) is { Length: > 0 } text ? text : null;
    }
}
