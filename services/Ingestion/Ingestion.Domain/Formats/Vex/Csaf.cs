using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;
using MetricsPlatform.Ingestion.Domain.Terms.Cvss;

namespace MetricsPlatform.Ingestion.Domain.Formats.Vex;

/// <summary>CSAF 2.0 and 2.1: a VEX document is statements; an advisory that names affected products has a result for each.</summary>
/// <remarks>docs.oasis-open.org/csaf/csaf/v2.0. An advisory is a scope of its own: its next version, which names the products as fixed, closes what it opened.</remarks>
internal sealed class Csaf : ReportFormat
{
    private static readonly string[] s_statuses = ["known_affected", "first_affected", "last_affected", "known_not_affected"];

    public override string Name => "csaf";

    public override string Tool => "csaf";

    public override bool Recognises(ReportContent report) => report.Json["document"]["csaf_version"].Text is ['2', ..] && report.Json["document"]["tracking"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report)
    {
        var document = report.Json["document"];
        var told = document["tracking"]["current_release_date"].Time;
        var isVex = document["category"].Is("csaf_vex");
        var products = new Lazy<CsafProducts>(() => new CsafProducts(report.Json["product_tree"]));
        return
        [
            new ReportedScan
            {
                Target = document["tracking"]["id"].Text,
                Time = told,
                // Statements about some vulnerabilities do not say that there are no others.
                Complete = !isVex,
                Results = report.Json["vulnerabilities"].Each().Translate((item, into) =>
                    Vulnerability(item, document, isVex, products.Value, into)),
            },
        ];
    }

    private static void Vulnerability(ReportValue item, ReportValue document, bool isVex, CsafProducts products, Translation into)
    {
        var found = Found(item, document);
        var ids = item["ids"].Each().Select(id => id["text"].Text).OfType<string>().Where(VulnerabilityIds.Is).ToList();
        var justifications = new Lazy<ReportIndex>(() => Justifications(item));
        foreach (var status in s_statuses)
        {
            foreach (var product in item["product_status"][status].Texts)
            {
                if (!isVex && status != "known_not_affected")
                {
                    into.AddVulnerability(found with { Package = products.PackageOrName(product) }, ids);
                }
                // In an advisory that opens findings, a product that is no package is no word about the others.
                else if ((isVex || products.Package(product) is not null) && VexStatus.VerdictOf(status, justifications.Value[product], document["publisher"]["name"].Text, document["tracking"]["current_release_date"].Time) is { } verdict)
                {
                    into.Decide(new TriageMatch(found.Rule, products.Package(product), null), verdict);
                }
            }
        }
    }

    private static ScanResult Found(ReportValue item, ReportValue document)
    {
        var score = item["scores"].Each().Concat(item["metrics"].Each().Select(metric => metric["content"])).FirstOrDefault() ?? ReportValue.None;
        var cvss = score["cvss_v3"].Exists ? score["cvss_v3"] : score["cvss_v4"].Exists ? score["cvss_v4"] : score["cvss_v2"];
        var number = cvss["baseScore"].Score ?? CvssVector.Score(cvss["vectorString"].Text);
        return new ScanResult
        {
            Kind = FindingKind.Dependency,
            Rule = item["cve"].Text ?? item["ids"].Each().Select(id => id["text"].Text).FirstOrDefault(id => id is not null) ?? item.Required("cve"),
            Severity = Severities.Of(cvss["baseSeverity"].Text ?? document["aggregate_severity"]["text"].Text, number),
            Cvss = number,
            Title = item["title"].Text ?? document["title"].Text,
            Description = item["notes"].Each().OrderBy(note => note["category"].Is("description") ? 0 : 1).Select(note => note["text"].Text).FirstOrDefault(),
            Help = item["references"].Each().Select(reference => reference["url"].Text).FirstOrDefault() ?? document["references"].Each().Select(reference => reference["url"].Text).FirstOrDefault(),
            Cwe = CweIds.OfField(item["cwes"].Each().Append(item["cwe"]).Select(cwe => cwe["id"].Text).OfType<string>()),
        };
    }

    /// <summary>For each product the sentence among the threats, else the word among the flags.</summary>
    private static ReportIndex Justifications(ReportValue item)
    {
        var index = new ReportIndex("justifications");
        foreach (var (products, text) in item["threats"].Each().Where(threat => threat["category"].Is("impact")).Select(threat => (threat["product_ids"], threat["details"].Text))
            .Concat(item["flags"].Each().Select(flag => (flag["product_ids"], flag["label"].Text))))
        {
            foreach (var product in products.Texts)
            {
                index.Add(product, text);
            }
        }
        return index;
    }
}
