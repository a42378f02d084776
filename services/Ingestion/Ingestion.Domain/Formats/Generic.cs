using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>
/// Findings in plain JSON or CSV, for tools without a format of their own (docs/sources.md has the fields). DefectDojo's "Generic Findings
/// Import" is read too, by the names of its fields.
/// </summary>
internal sealed class Generic : ReportFormat
{
    public override string Name => "generic";

    public override string Tool => "generic";

    public override bool Recognises(ReportContent report) =>
        report.Json["findings"].IsList && (report.Json["findings"].Each().FirstOrDefault() is not { } first || IsOurs(first))
        || report.Columns.Has("severity", "rule") || report.Columns.Has("severity", "title", "description");

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Tool = report.Json["tool"].Text ?? report.Json["name"].Text,
            Target = report.Json["target"].Text,
            Time = report.Json["time"].Time,
            Version = report.Json["version"].Text,
            Commit = report.Json["commit"].Text,
            Branch = report.Json["branch"].Text,
            Results = report.Json["findings"].Each().Concat(report.Medium == Medium.Csv ? report.Rows() : []).Translate(Finding),
        },
    ];

    /// <summary>Amazon Inspector's and HackerOne's lists have the same name.</summary>
    private static bool IsOurs(ReportValue first) =>
        !first["findingArn"].Exists && (first["severity"].Exists || first["cvss"].Exists || first["cvss_vector"].Exists || first["cvssv3"].Exists || first["cvssv3_score"].Exists || first["cvssv4"].Exists)
        && (first["rule"].Exists || first["title"].Exists && first["description"].Exists);

    private static void Finding(ReportValue item, Translation into)
    {
        var cvss = Score(item);
        List<string> ids = [.. Listed(item["aliases"]), .. Listed(item["cve"]), .. Listed(item["vulnerability_ids"]), .. Listed(item["Vulnerability Id"])];
        var package = PackageOf(item);
        var path = item.First("path", "file_path");
        var url = item["url"].Text ?? item["endpoints"].Texts.FirstOrDefault() ?? item["endpoints"].Each().Select(AddressOf).FirstOrDefault();
        into.AddVulnerability(
            new ScanResult
            {
                Kind = KindOf(item["kind"].Text) ?? (package is not null ? FindingKind.Dependency
                    : url is not null ? FindingKind.Dynamic
                    : path is not null ? FindingKind.Code : FindingKind.Manual),
                Rule = item.First("rule", "vuln_id_from_tool") ?? ids.FirstOrDefault() ?? item.Required("title"),
                Severity = Severities.Of(item["severity"].Text, cvss),
                Cvss = cvss,
                Title = item["title"].Text,
                Description = item["description"].Text,
                Help = item.First("help", "mitigation", "references"),
                Cwe = CweIds.OfField([.. Listed(item["cwe"]), .. item["CweId"].Texts, .. Listed(item["cwes"])]),
                Package = package,
                FixedIn = item.First("fixed_in", "fix_version"),
                Path = path is null ? null : RepositoryPath.Normalise(path),
                Line = item["line"].Positive,
                Resource = item["resource"].Text,
                Url = url,
                Method = item["method"].Text,
                Parameter = item.First("parameter", "param"),
                Fingerprint = item.First("fingerprint", "unique_id_from_tool"),
            },
            ids,
            VerdictOf(item));
    }

    private static string? AddressOf(ReportValue endpoint) => endpoint["host"].Text is { } host
        ? $"{endpoint["protocol"].Text ?? "https"}://{host}{(endpoint["port"].Text is { } port ? ":" + port : "")}/{endpoint["path"].Text?.TrimStart('/')}"
        : null;

    private static double? Score(ReportValue item) =>
        item["cvss"].Score ?? item["cvssv3_score"].Score ?? item["cvssv4_score"].Score
        ?? CvssVector.Score(item.First("cvss_vector", "cvssv3", "cvssv4"));

    private static string? PackageOf(ReportValue item) =>
        PackageUrl.OrNull(item["package"].Text)
        ?? (item.First("package", "component_name") is { } name
            ? PackageUrl.OfEcosystem(item["ecosystem"].Text, name, item.First("package_version", "component_version"), item.First("path", "file_path"))
            : null);

    /// <summary>A list in JSON; in CSV, and where somebody wrote one text, its parts.</summary>
    private static IEnumerable<string> Listed(ReportValue value) =>
        value.Texts.SelectMany(text => text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static FindingKind? KindOf(string? word) => Enum.TryParse<FindingKind>(word, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;

    private static Verdict? VerdictOf(ReportValue item) =>
        item["false_p"].Is("true") || item["FalsePositive"].Is("true") || item["decision"].Is("false_positive") ? new Verdict(TriageDecision.FalsePositive, item["justification"].Text)
        : item["risk_accepted"].Is("true") || item["decision"].Is("risk_accepted") ? new Verdict(TriageDecision.RiskAccepted, item["justification"].Text)
        : item["decision"].Is("not_affected") ? new Verdict(TriageDecision.NotAffected, item["justification"].Text)
        : null;
}
