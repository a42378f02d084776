using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>bundle-audit check --format json</c>.</summary>
/// <remarks>github.com/rubysec/bundler-audit: lib/bundler/audit/report.rb, advisory.rb.</remarks>
internal sealed class BundlerAudit : ReportFormat
{
    private const string LockFile = "Gemfile.lock";

    public override string Name => "bundler-audit";

    public override string Tool => "bundler-audit";

    public override bool Recognises(ReportContent report) =>
        report.Json["version"].Exists && report.Json["created_at"].Exists && report.Json["results"].IsList
        && report.Json["results"].Each().FirstOrDefault() is var first && (first is null || first["type"].Text is "unpatched_gem" or "insecure_source");

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Time = report.Json["created_at"].Time, Results = report.Json["results"].Each().Translate(Result) }];

    private static void Result(ReportValue item, Translation into)
    {
        if (item["type"].Is("insecure_source"))
        {
            into.Add(new ScanResult
            {
                Kind = FindingKind.Configuration,
                Rule = "insecure_source",
                Severity = Severity.Medium,
                Title = "Gems are fetched without encryption",
                Path = LockFile,
                Resource = item.Required("source"),
            });
            return;
        }
        var advisory = item["advisory"];
        var cvss = advisory["cvss_v3"].Score ?? advisory["cvss_v2"].Score;
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = advisory.Required("id"),
                // Many advisories are not rated.
                Severity = Severities.Of(advisory["criticality"].Text, cvss, Severity.Medium),
                Cvss = cvss,
                Title = advisory["title"].Text,
                Description = advisory["description"].Text,
                Help = advisory["url"].Text,
                Package = PackageUrl.Of("gem", item["gem"].Required("name"), item["gem"]["version"].Text),
                FixedIn = string.Join(" or ", advisory["patched_versions"].Texts) is { Length: > 0 } versions ? versions : null,
                Path = LockFile,
            },
            Ids(advisory));
    }

    private static IEnumerable<string> Ids(ReportValue advisory)
    {
        if (advisory["cve"].Text is { } cve)
        {
            yield return Prefixed("CVE-", cve);
        }
        if (advisory["ghsa"].Text is { } ghsa)
        {
            yield return Prefixed("GHSA-", ghsa);
        }
    }

    /// <summary>Most advisories are written without it.</summary>
    private static string Prefixed(string prefix, string id) => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? id : prefix + id;
}
