using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.Vex;

/// <summary>OpenVEX: statements about vulnerabilities, and no findings.</summary>
/// <remarks>github.com/openvex/spec/blob/main/OPENVEX-SPEC.md. Versions 0.0.1 (names alone) and 0.2.0.</remarks>
internal sealed class OpenVex : ReportFormat
{
    public override string Name => "openvex";

    public override string Tool => "openvex";

    public override bool Recognises(ReportContent report) =>
        report.Json["@context"].Texts.Any(context => context.Contains("openvex.dev/ns", StringComparison.Ordinal));

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var json = report.Json;
        var told = json["last_updated"].Time ?? json["timestamp"].Time;
        return
        [
            new ReportedScan
            {
                Time = told,
                // Statements about some vulnerabilities do not say that there are no others.
                Complete = false,
                Results = json["statements"].Each().Translate((item, into) => Statement(item, json["author"].Text, told, into)),
            },
        ];
    }

    private static void Statement(ReportValue item, string? author, DateTimeOffset? told, Translation into)
    {
        var vulnerability = item["vulnerability"];
        var ids = vulnerability["aliases"].Texts.Prepend(vulnerability.First("name", "@id") ?? item.First("vulnerability", "vuln_description") ?? item.Required("vulnerability")).ToList();
        var verdict = VexStatus.VerdictOf(
            item.Required("status"), item.First("impact_statement", "justification", "action_statement", "status_notes"), item["supplier"].Text ?? author,
            item["last_updated"].Time ?? item["timestamp"].Time ?? told);
        if (verdict is null)
        {
            return;
        }
        var rule = ids.Find(VulnerabilityIds.IsCve) ?? ids[0];
        foreach (var package in item["products"].Each().SelectMany(Packages).DefaultIfEmpty(null))
        {
            into.Decide(new TriageMatch(rule, package, null), verdict);
        }
    }

    /// <summary>The component of a product that the vulnerability is in; else the product, if it is a package; else null: the service is the product.</summary>
    private static IEnumerable<string?> Packages(ReportValue product) =>
        product["subcomponents"].Each().Select(PackageOf).Where(package => package is not null) is var parts && parts.Any() ? parts : [PackageOf(product)];

    private static string? PackageOf(ReportValue product)
    {
        var url = PackageUrl.OrNull(product["identifiers"]["purl"].Text) ?? PackageUrl.OrNull(product["@id"].Text) ?? PackageUrl.OrNull(product.Text);
        return url is null || PackageUrl.IsImage(url) ? null : url;
    }
}
