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

    protected override IReadOnlyList<string> Lists => ["results"];

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
        if (affected.Exists(one => one["package"]["ecosystem"].Is(package["ecosystem"].Text ?? "")))
        {
            affected.RemoveAll(one => !one["package"]["ecosystem"].Is(package["ecosystem"].Text ?? ""));
        }
        // A scan of commits names the repository.
        var rated = affected.Count > 0 ? affected : [.. item["affected"].Each()];
        var word = item["database_specific"]["severity"].Text
            // A distribution's word stands among the scores.
            ?? item["severity"].Each().Select(severity => severity["score"].Text).FirstOrDefault(score => Severities.OfWord(score) is not null)
            ?? rated.Select(one => one["ecosystem_specific"].First("severity", "urgency")).FirstOrDefault(text => text is not null);
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
                Cwe = CweIds.OfField([
                    .. item["database_specific"]["cwe_ids"].Texts,
                    .. item["affected"].Each().SelectMany(one => one["database_specific"]["cwes"].Each()).Select(cwe => cwe["cweId"].Text).OfType<string>()]),
                Package = PackageUrl.OfSystem(package["ecosystem"].Text, name, package["version"].Text),
                FixedIn = FixedIn(affected),
                Path = file,
            },
            item["aliases"].Texts.Concat(Upstream(item)));
    }

    /// <summary>The vulnerability that a distribution's record is about; a notice of several keeps its own id, else each would be all of them.</summary>
    private static IEnumerable<string> Upstream(ReportValue item) => item["upstream"].Texts.Where(VulnerabilityIds.IsCve).Take(2).ToList() is [var only] ? [only] : [];

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
