using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Grype's JSON, of all versions.</summary>
/// <remarks>github.com/anchore/grype: grype/presenter/models, schema/grype/db-search. A match is a vulnerability of one package.</remarks>
internal sealed class Grype : ReportFormat
{
    /// <summary>Reasons that Grype's own matchers give: they found the match to be none, nobody decided so.</summary>
    private static readonly string[] s_matchersReasons = ["Explicit APK NAK", "DistroPackageFixed"];

    public override string Name => "grype";

    public override string Tool => "grype";

    public override bool Recognises(ReportContent report) =>
        report.Json["descriptor"]["name"].Is("grype")
        || report.Json["matches"].Each().FirstOrDefault() is { } first && first["vulnerability"]["id"].Exists && first["artifact"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var json = report.Json;
        return
        [
            new ReportedScan
            {
                Target = json["source"]["type"].Is("image") && json["source"]["target"]["userInput"].Text is { } image ? ImageName.Repository(image) : null,
                Time = json["descriptor"]["timestamp"].Time,
                Results = json["matches"].Each().Translate((match, into) => Match(match, into))
                    .Concat(json["ignoredMatches"].Each().Translate(Ignored)),
            },
        ];
    }

    private static void Match(ReportValue match, Translation into, Verdict? verdict = null)
    {
        var vulnerability = match["vulnerability"];
        var related = match["relatedVulnerabilities"].Each().ToList();
        var artifact = match["artifact"];
        var cvss = ScoreOf(vulnerability) ?? related.Select(ScoreOf).FirstOrDefault(score => score is not null);
        // A package of an operating system stands in the list of installed ones, which is no place.
        var places = PackageTypes.OfManager(artifact["type"].Text) is null ? artifact["locations"].Each().Select(place => place["path"].Text).OfType<string>().ToList() : [];
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = vulnerability.Required("id"),
                Severity = Severities.Of(vulnerability["severity"].Text, cvss),
                Cvss = cvss,
                Description = vulnerability["description"].Text ?? related.Select(other => other["description"].Text).FirstOrDefault(text => text is not null),
                Help = vulnerability["dataSource"].Text,
                Cwe = CweIds.OfField(vulnerability["cwes"].Each().Select(cwe => cwe["cwe"].Text).OfType<string>()),
                Package = PackageUrl.OrNull(artifact["purl"].Text)
                    ?? PackageUrl.OfSystem(artifact["language"].Text ?? artifact["type"].Text, artifact.Required("name"), artifact["version"].Text),
                FixedIn = string.Join(", ", vulnerability["fix"]["versions"].Texts) is { Length: > 0 } versions ? versions : null,
                Path = places.FirstOrDefault(),
                AlsoAt = [.. places.Skip(1)],
            },
            related.Select(other => other["id"].Text).OfType<string>(),
            verdict);
    }

    /// <summary>Version 3 before 4 and 2, because most sources have it; the first of them is that of the vulnerability's own source.</summary>
    private static double? ScoreOf(ReportValue vulnerability) =>
        vulnerability["cvss"].Each()
            .OrderBy(cvss => cvss["version"].Text switch { ['3', ..] => 0, ['4', ..] => 1, _ => 2 })
            .Select(cvss => cvss["metrics"]["baseScore"].Score ?? CvssVector.Score(cvss["vector"].Text))
            .FirstOrDefault(score => score is not null);

    /// <summary>What a rule of the configuration or a VEX document took out. It is still there, and somebody decided about it.</summary>
    private static void Ignored(ReportValue match, Translation into)
    {
        var rules = match["appliedIgnoreRules"].Each().ToList();
        if (rules.Exists(IsMatchers) || rules.Exists(rule => rule["vex-status"].Is("fixed")))
        {
            return;
        }
        var vex = rules.Find(rule => rule["vex-status"].Is("not_affected"));
        Match(match, into, vex is not null
            ? new Verdict(TriageDecision.NotAffected, vex["vex-justification"].Text)
            : new Verdict(TriageDecision.RiskAccepted, rules.Select(rule => rule["reason"].Text).FirstOrDefault(reason => reason is not null)));
    }

    private static bool IsMatchers(ReportValue rule) =>
        rule["match-type"].Is("exact-indirect-match") || s_matchersReasons.Contains(rule["reason"].Text, StringComparer.OrdinalIgnoreCase);
}
