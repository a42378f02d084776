using System.Text.RegularExpressions;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Nikto's JSON and XML, of one host or several.</summary>
/// <remarks>github.com/sullo/nikto/wiki. Nikto rates nothing.</remarks>
internal sealed partial class Nikto : ReportFormat
{
    public override string Name => "nikto";

    public override string Tool => "nikto";

    public override bool Recognises(ReportContent report) =>
        report.Xml.Name == "niktoscan"
        || Hosts(report.Json).FirstOrDefault() is { } host && host["host"].Exists && host["port"].Exists && host["banner"].Exists && host["vulnerabilities"].IsList;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = report.Medium == Medium.Xml
                ? report.XmlElements("niktoscan", "scandetails", "item").Concat(report.XmlElements("niktoscan", "niktoscan", "scandetails", "item"))
                    .Translate((item, into) => Item(item, AddressOf(item.Up.First("targethostname", "targetip"), item.Up["targetport"].Text, item.Up["sitename"].Text), into))
                : Hosts(report.Json).SelectMany(host => host["vulnerabilities"].Each()
                    .Translate((item, into) => Item(item, AddressOf(host.First("host", "ip"), host["port"].Text), into))),
        },
    ];

    private static IEnumerable<ReportValue> Hosts(ReportValue json) => json.IsList ? json.Each() : [json];

    private static string AddressOf(string? host, string? port, string? site = null) =>
        $"{(port is "443" || site?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) is true ? "https" : "http")}://{host}{(port is null or "80" or "443" ? "" : ":" + port)}";

    [GeneratedRegex("'(?<name>[A-Za-z0-9_.-]{1,100})'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    private static void Item(ReportValue item, string address, Translation into)
    {
        var path = item.First("url", "uri") ?? "/";
        into.Add(new ScanResult
        {
            Kind = FindingKind.Dynamic,
            Rule = item.Required("id"),
            Severity = Severity.Info,
            Title = item.First("msg", "description"),
            Help = item["references"].Text,
            Url = path.Contains("://", StringComparison.Ordinal) ? path : address + path,
            Method = item["method"].Text,
            // One id says the same of several headers or cookies; the rest of a message changes.
            Parameter = item.First("msg", "description") is { Length: < 1000 } message && Quoted().Match(message) is { Success: true } name ? name.Groups["name"].Value : null,
        });
    }
}
