using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.Jfrog;

/// <summary>JFrog Xray: vulnerability reports (<c>rows</c>), exports (<c>data</c>), artifact summaries (<c>artifacts</c>), and <c>jf scan</c> and <c>jf audit</c> (<c>json</c>, <c>simple-json</c>).</summary>
/// <remarks>jfrog.com/help/r/xray-rest-apis; github.com/jfrog/jfrog-cli-security: utils/formats. Licences and operational risks are no findings.</remarks>
internal sealed class JfrogXray : ReportFormat
{
    /// <summary>Scores of a CVE id, version 3 first.</summary>
    private static readonly string[] s_scores = ["cvss_v3_score", "cvss_v3", "cvssV3", "cvss_v2_score", "cvss_v2", "cvssV2"];

    public override string Name => "jfrog-xray";

    public override string Tool => "xray";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report)
    {
        var json = report.Json;
        return Has(json["rows"], "vulnerable_component")
            || Has(json["data"], "component_versions") || Has(json["data"], "source_comp_id")
            || Has(json["artifacts"], "issues") && Has(json["artifacts"], "general")
            || Has(json["vulnerabilities"], "impactedPackageName") || Has(json["securityViolations"], "impactedPackageName")
            || Has(json, "scan_id") && (Has(json, "component_id") || Has(json, "vulnerabilities") || Has(json, "violations"));
    }

    protected override IReadOnlyList<string> Lists => ["rows", "data"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) => [new ReportedScan { Results = Results(report.Json) }];

    private static bool Has(ReportValue list, string member) => list.IsList && list.Each().FirstOrDefault() is { } first && first[member].Exists;

    private static IEnumerable<Reported> Results(ReportValue json) =>
        json["rows"].Each().Translate(Row)
            .Concat(json["data"].Each().Translate(Export))
            .Concat(json["artifacts"].Each().SelectMany(artifact => artifact["issues"].Each().Translate((item, into) => Summary(item, artifact["general"], into))))
            .Concat((json.IsList ? json.Each() : []).SelectMany(scan => scan["vulnerabilities"].Each()
                // Where a watch, a project or a repository was named, there are its violations instead.
                .Concat(scan["violations"].Each().Where(violation => violation["type"].Is("security"))).Translate((item, into) => Scanned(item, scan["package_type"].Text, into))))
            .Concat(json["vulnerabilities"].Each().Concat(json["securityViolations"].Each()).Translate(Simple));

    private static void Row(ReportValue item, Translation into) => into.AddVulnerability(
        Found(item) with
        {
            Package = XrayComponent.UrlOf(item.Required("vulnerable_component"), item["package_type"].Text),
            FixedIn = Joined(item["fixed_versions"]),
            Path = item["path"].Text,
        },
        Cves(item));

    private static void Export(ReportValue item, Translation into)
    {
        if (!IsSecurity(item))
        {
            return;
        }
        var versions = item["component_versions"];
        var details = versions["more_details"];
        into.AddVulnerability(
            Found(details) with
            {
                Rule = item["id"].Text ?? Cves(details).FirstOrDefault() ?? item["summary"].Text ?? "",
                Severity = Severities.Of(item["severity"].Text, ScoreOf(details)),
                Title = item["summary"].Text,
                Package = XrayComponent.UrlOf(item.First("source_comp_id", "component") ?? item.Required("source_comp_id"), item["pkg_type"].Text),
                FixedIn = Joined(versions["fixed_versions"]),
            },
            Cves(details));
    }

    private static void Summary(ReportValue item, ReportValue artifact, Translation into)
    {
        if (!IsSecurity(item))
        {
            return;
        }
        foreach (var component in item["components"].Each())
        {
            into.AddVulnerability(
                Found(item) with { Package = XrayComponent.UrlOf(component.Required("component_id"), artifact["pkg_type"].Text), FixedIn = Joined(component["fixed_versions"]) }, Cves(item));
        }
        if (into.Told.Count == 0)
        {
            into.AddVulnerability(Found(item) with { Package = XrayComponent.UrlOf(artifact.Required("component_id"), artifact["pkg_type"].Text) }, Cves(item));
        }
    }

    private static void Scanned(ReportValue item, string? word, Translation into)
    {
        foreach (var component in item["components"].Each())
        {
            into.AddVulnerability(Found(item) with { Package = XrayComponent.UrlOf(component.Name, word), FixedIn = Joined(component["fixed_versions"]) }, Cves(item));
        }
    }

    private static void Simple(ReportValue item, Translation into) => into.AddVulnerability(
        Found(item) with
        {
            Package = PackageUrl.OfSystem(item["impactedPackageType"].Text, item.Required("impactedPackageName"), item["impactedPackageVersion"].Text),
            FixedIn = Joined(item["fixedVersions"]),
        },
        Cves(item));

    private static ScanResult Found(ReportValue item) => new()
    {
        Kind = FindingKind.Dependency,
        // What Xray found by itself has no id of its own in some exports.
        Rule = item.First("issue_id", "issueId") ?? Cves(item).FirstOrDefault() ?? item["summary"].Text ?? "",
        Severity = Severities.Of(item["severity"].Text, ScoreOf(item)),
        Cvss = ScoreOf(item),
        Title = item["summary"].Text,
        Description = item["description"].Text,
        Help = item["references"].Texts.FirstOrDefault(),
        Cwe = CweIds.OfField(item["cves"].Each().SelectMany(cve => cve["cwe"].Texts)),
    };

    private static bool IsSecurity(ReportValue item) => item["issue_type"].Text is null or "security";

    private static IEnumerable<string> Cves(ReportValue item) => item["cves"].Each().Select(cve => cve.First("cve", "id")).OfType<string>();

    private static double? ScoreOf(ReportValue item) =>
        item["cves"].Each().SelectMany(cve => s_scores.Select(name => ScoreOf(cve[name].Text)))
            .Append(item["cvss3_max_score"].Score).Append(item["cvss2_max_score"].Score)
            .FirstOrDefault(score => score is > 0);

    /// <summary><c>9.8</c>, <c>9.8/CVSS:3.1/AV:N/…</c>, or the vector alone.</summary>
    private static double? ScoreOf(string? text) => text?.Split('/', 2) switch
    {
        [var score, ..] when double.TryParse(score, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => CvssVector.Score(text),
    };

    private static string? Joined(ReportValue versions) => string.Join(", ", versions.Texts.Select(version => version.Trim('[', ']'))) is { Length: > 0 } text ? text : null;
}
