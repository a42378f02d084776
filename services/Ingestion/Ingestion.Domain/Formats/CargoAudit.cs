using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>cargo audit --json</c>.</summary>
/// <remarks>github.com/rustsec/rustsec: rustsec/src/report.rs. Warnings (unmaintained, unsound) are results of no weight; a yanked release has no advisory and is none.</remarks>
internal sealed class CargoAudit : ReportFormat
{
    private const string LockFile = "Cargo.lock";

    public override string Name => "cargo-audit";

    public override string Tool => "cargo-audit";

    public override bool Recognises(ReportContent report) => report.Json["lockfile"]["dependency-count"].Exists && report.Json["vulnerabilities"]["list"].IsList;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = report.Json["vulnerabilities"]["list"].Each().Translate((item, into) => Advisory(item, Severity.Medium, into))
                .Concat(report.Json["warnings"].Each().SelectMany(kind => kind.Each()).Where(item => item["advisory"]["id"].Exists)
                    .Translate((item, into) => Advisory(item, Severity.Info, into))),
        },
    ];

    /// <param name="otherwise">Most advisories have no CVSS vector.</param>
    private static void Advisory(ReportValue item, Severity otherwise, Translation into)
    {
        var advisory = item["advisory"];
        var cvss = CvssVector.Score(advisory["cvss"].Text);
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = advisory.Required("id"),
                Severity = Severities.Of(null, cvss, otherwise),
                Cvss = cvss,
                Title = advisory["title"].Text,
                Description = advisory["description"].Text,
                Help = advisory["url"].Text ?? $"https://rustsec.org/advisories/{advisory["id"].Text}",
                Package = PackageUrl.Of("cargo", item["package"]["name"].Text ?? advisory.Required("package"), item["package"]["version"].Text),
                FixedIn = string.Join(" or ", item["versions"]["patched"].Texts) is { Length: > 0 } versions ? versions : null,
                Path = LockFile,
            },
            advisory["aliases"].Texts);
    }
}
