using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>OCSF findings (category 2), a list or JSON Lines: what Prowler and Amazon Security Lake write.</summary>
/// <remarks>schema.ocsf.io/categories/findings: vulnerability (2002), compliance (2003), detection (2004) and application security posture (2007) findings.</remarks>
internal sealed class Ocsf : ReportFormat
{
    public override string Name => "ocsf";

    public override string? Tool => null;

    public override bool Recognises(ReportContent report) =>
        FirstOf(report) is { } first && first["class_uid"].Exists && first["metadata"]["product"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Tool = FirstOf(report)?["metadata"]["product"]["name"].Text,
            Time = FirstOf(report)?.First("time_dt", "time", "event_time") is { } time ? Timestamps.Read(time) : null,
            Results = (report.Json.IsList ? report.Json.Each() : report.JsonValues()).Where(IsOpen).SelectMany(finding => finding["vulnerabilities"].IsList
                ? finding["vulnerabilities"].Each().SelectMany(vulnerability => Vulnerability(vulnerability, finding))
                : finding["resources"].Each().DefaultIfEmpty(finding["resource"].Exists ? finding["resource"] : finding).Translate((resource, into) => Check(resource, finding, into))),
        },
    ];

    private static ReportValue? FirstOf(ReportContent report) => report.FirstJson.IsList ? report.FirstJson.Each().FirstOrDefault() : report.FirstJson;

    private static bool IsOpen(ReportValue finding) =>
        (finding["status_code"].Text ?? finding["compliance"]["status"].Text)?.ToUpperInvariant() is not ("PASS" or "PASSED" or "MANUAL" or "NOT_AVAILABLE")
        && !Stands(finding, "Resolved", "4");

    /// <summary>The word goes first: Prowler once wrote other numbers beside it.</summary>
    private static bool Stands(ReportValue finding, string status, string id) => finding["status"].Text is not null ? finding["status"].Is(status) : finding["status_id"].Is(id);

    /// <summary>The number is what the schema requires; the word stands beside it most often.</summary>
    private static string? SeverityOf(ReportValue of) => of["severity"].Text ?? of["severity_id"].Text switch
    {
        "2" => "low", "3" => "medium", "4" => "high", "5" or "6" => "critical", _ => null,
    };

    /// <summary>Suppressed, or muted in Prowler.</summary>
    private static Verdict? VerdictOf(ReportValue finding) =>
        Stands(finding, "Suppressed", "3") ? new Verdict(TriageDecision.RiskAccepted, finding["comment"].Text) : null;

    private static void Check(ReportValue resource, ReportValue finding, Translation into)
    {
        var info = finding["finding_info"].Exists ? finding["finding_info"] : finding["finding"];
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = finding["metadata"]["event_code"].Text ?? finding["compliance"]["control"].Text ?? info.First("type_uid", "title") ?? info.Required("uid"),
                Severity = Severities.Of(SeverityOf(finding)),
                Title = info["title"].Text ?? finding["message"].Text,
                Description = finding.First("status_detail", "message") ?? info["desc"].Text,
                Help = finding["remediation"]["desc"].Text,
                Path = RepositoryPath.Root,
                Resource = ReferenceEquals(resource, finding) ? null : resource.First("uid", "name"),
            },
            VerdictOf(finding));
    }

    private static IEnumerable<Reported> Vulnerability(ReportValue item, ReportValue finding) =>
        Packages(item).Translate((package, into) => Package(package, item, finding, into))
            .Concat(item["affected_code"].Each().Translate((code, into) => Code(code, item, finding, into)))
            .Concat(Packages(item).Any() || item["affected_code"].Each().Any() ? [] : new[] { item }.Translate((_, _) =>
                throw new UnreadableItemException("missing_field", "names neither packages nor code")));

    /// <summary>Version 1.0 calls them <c>packages</c>.</summary>
    private static IEnumerable<ReportValue> Packages(ReportValue vulnerability) => vulnerability["affected_packages"].Each().Concat(vulnerability["packages"].Each());

    private static void Package(ReportValue package, ReportValue vulnerability, ReportValue finding, Translation into) => into.AddVulnerability(
        Found(vulnerability, finding) with
        {
            Package = PackageUrl.OrNull(package["purl"].Text) ?? PackageUrl.OfEcosystem(package.First("package_manager", "type"), package.Required("name"), package["version"].Text),
            FixedIn = package["fixed_in_version"].Text,
            Path = package["path"].Text,
        },
        [],
        VerdictOf(finding));

    private static void Code(ReportValue code, ReportValue vulnerability, ReportValue finding, Translation into) => into.Add(
        Found(vulnerability, finding) with
        {
            Kind = FindingKind.Code,
            Path = RepositoryPath.Normalise(code["file"].First("path", "name") ?? RepositoryPath.Root),
            Line = code["start_line"].Positive,
        },
        VerdictOf(finding));

    private static ScanResult Found(ReportValue vulnerability, ReportValue finding)
    {
        var cvss = vulnerability["cve"]["cvss"].Each().Select(scores => scores["base_score"].Score).FirstOrDefault(score => score is not null);
        return new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = vulnerability["cve"]["uid"].Text ?? vulnerability["advisory"]["uid"].Text ?? finding["finding_info"].Required("uid"),
            Severity = Severities.Of(vulnerability["severity"].Text ?? SeverityOf(finding), cvss),
            Cvss = cvss,
            Title = vulnerability["title"].Text ?? finding["finding_info"]["title"].Text,
            Description = vulnerability["desc"].Text,
            Help = vulnerability["references"].Texts.FirstOrDefault(),
            Cwe = CweIds.OfField(vulnerability["cwe"]["uid"].Texts.Concat(vulnerability["related_cwes"].Each().SelectMany(cwe => cwe["uid"].Texts))),
        };
    }
}
