using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>ZAP's traditional XML and JSON reports, with or without requests and responses.</summary>
/// <remarks>
/// zaproxy.org/docs/desktop/addons/report-generation/report-traditional-json and …-xml. An alert of a site is one finding at the site's
/// address; its instances are places of it: which of a thousand pages are visited differs from scan to scan.
/// </remarks>
internal sealed class Zap : ReportFormat
{
    private const int MostPlaces = 100;

    public override string Name => "zap";

    public override string Tool => "zap";

    public override bool Recognises(ReportContent report) =>
        report.Xml.Name == "OWASPZAPReport" || Sites(report.Json).FirstOrDefault() is { } site && site["@name"].Exists && site["alerts"].IsList && !report.Json["vulnerabilities"].IsList
        || report.Json["@programName"].Is("ZAP");

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Time = report.Json.First("created", "@generated") is { } written ? Timestamps.Read(written) : report.Xml["generated"].Time,
            Results = Sites(report.Json).SelectMany(site => site["alerts"].Each()).Translate(Alert)
                .Concat(report.Medium == Medium.Xml ? report.XmlElements("OWASPZAPReport", "site", "alerts", "alertitem").Translate(Alert) : []),
        },
    ];

    /// <summary>A list, or the only one.</summary>
    private static IEnumerable<ReportValue> Sites(ReportValue json) => json["site"] is { IsList: true } list ? list.Each() : json["site"].Exists ? [json["site"]] : [];

    private static void Alert(ReportValue alert, Translation into)
    {
        var site = alert.Up.Up;
        var rule = alert.First("alertRef", "pluginid") ?? alert.Required("pluginid");
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Dynamic,
                Rule = rule,
                Aliases = alert["pluginid"].Text is { } plugin && plugin != rule ? [plugin] : [],
                Severity = SeverityOf(alert["riskcode"].Text),
                Title = alert.First("alert", "name"),
                Description = Markup.Plain(alert["desc"].Text),
                Help = Markup.Plain(alert["solution"].Text),
                Cwe = CweIds.OfField(alert["cweid"].Texts),
                Url = site.First("@name", "name") ?? alert["instances"].Each().FirstOrDefault()?["uri"].Text,
                AlsoAt = [.. alert["instances"].Each().Select(Place).Distinct().Take(MostPlaces)],
            },
            // Set by a person in ZAP.
            alert["confidence"].Is("0") ? new Verdict(TriageDecision.FalsePositive) : null);
    }

    /// <summary><c>POST https://shop.example/cart qty</c></summary>
    private static string Place(ReportValue instance) =>
        string.Join(' ', new[] { instance["method"].Text, instance["uri"].Text, instance["param"].Text }.OfType<string>());

    private static Severity SeverityOf(string? riskCode) => riskCode switch
    {
        "3" => Severity.High,
        "2" => Severity.Medium,
        "1" => Severity.Low,
        _ => Severity.Info,
    };
}
