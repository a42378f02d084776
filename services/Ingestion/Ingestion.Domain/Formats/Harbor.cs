using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Harbor's vulnerability report of an image: by media type, as its API answers, or the report alone.</summary>
/// <remarks>github.com/goharbor/pluggable-scanner-spec, api/spec/scanner-adapter-openapi-v1.1.yaml (HarborVulnerabilityReport).</remarks>
internal sealed class Harbor : ReportFormat
{
    public override string Name => "harbor";

    public override string Tool => "harbor";

    public override bool Recognises(ReportContent report) => ReportOf(report.Json).Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var harbor = ReportOf(report.Json);
        return
        [
            new ReportedScan
            {
                Time = harbor["generated_at"].Time,
                Target = harbor["artifact"]["repository"].Text,
                Results = harbor["vulnerabilities"].Each().Translate(Vulnerability),
            },
        ];
    }

    private static ReportValue ReportOf(ReportValue json) =>
        json["generated_at"].Exists && json["scanner"].Exists ? json
            : json.Each().FirstOrDefault(member => member.Name.StartsWith("application/vnd.", StringComparison.Ordinal) && member["scanner"].Exists) ?? ReportValue.None;

    private static void Vulnerability(ReportValue item, Translation into)
    {
        var cvss = (item["preferred_cvss"]["score_v3"].Score is > 0 and var third ? (double?)third : null) ?? item["preferred_cvss"]["score_v2"].Score ?? VendorScore(item["vendor_attributes"]["CVSS"]);
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = item.Required("id"),
                Severity = Severities.Of(item["severity"].Text, cvss),
                Cvss = cvss,
                Description = item["description"].Text,
                Help = item["links"].Texts.FirstOrDefault(),
                Cwe = CweIds.OfField(item["cwe_ids"].Texts),
                Package = PackageUrl.OfSystem(null, item.Required("package"), item["version"].Text),
                FixedIn = item["fix_version"].Text,
            },
            []);
    }

    private static double? VendorScore(ReportValue vendors) =>
        vendors.Each().OrderBy(vendor => vendor.Name == "nvd" ? 0 : 1).Select(vendor => vendor["V3Score"].Score ?? vendor["V2Score"].Score).FirstOrDefault(score => score is not null);
}
