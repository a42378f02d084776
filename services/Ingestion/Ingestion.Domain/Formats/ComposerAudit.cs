using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>composer audit --format json</c>.</summary>
/// <remarks>getcomposer.org/doc/03-cli.md#audit; src/Composer/Advisory/Auditor.php in github.com/composer/composer. Abandoned packages are no findings.</remarks>
internal sealed class ComposerAudit : ReportFormat
{
    private const string LockFile = "composer.lock";

    public override string Name => "composer-audit";

    public override string Tool => "composer-audit";

    /// <summary>PHP writes an empty object as an empty list.</summary>
    public override bool Recognises(ReportContent report) => report.Json["advisories"].Exists && !report.Json["metadata"].Exists
        && (report.Json["abandoned"].Exists || Advisories(report.Json["advisories"]).FirstOrDefault() is { } first && first["affectedVersions"].Exists);

    /// <summary>Before version 2.6 there are no abandoned packages beside it.</summary>
    protected override IReadOnlyList<string> Lists => ["advisories"];

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = Advisories(report.Json["advisories"]).Translate((item, into) => Advisory(item, null, into))
                .Concat(Advisories(report.Json["ignored-advisories"]).Translate((item, into) =>
                    Advisory(item, new Verdict(TriageDecision.RiskAccepted, item["ignoreReason"].Text), into))),
        },
    ];

    /// <summary>Lists by package, or objects in which numbers name the advisories.</summary>
    private static IEnumerable<ReportValue> Advisories(ReportValue packages) => packages.Each().SelectMany(package => package.Each());

    private static void Advisory(ReportValue item, Verdict? verdict, Translation into) => into.AddVulnerability(
        new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = item.First("cve", "advisoryId") ?? item.Required("advisoryId"),
            // Composer before 2.7 does not tell it.
            Severity = Severities.Of(item["severity"].Text, otherwise: Severity.Medium),
            Title = item["title"].Text,
            Help = item["link"].Text,
            Package = PackageUrl.Of("composer", item.Required("packageName"), null),
            Path = LockFile,
        },
        item["sources"].Each().Select(source => source["remoteId"].Text).OfType<string>().Where(VulnerabilityIds.Is).Concat(item["advisoryId"].Texts),
        verdict);
}
