using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>testssl.sh's CSV, flat JSON and pretty JSON: the TLS of an address.</summary>
/// <remarks>testssl.sh/doc/testssl.1.html, OUTPUT. What is <c>OK</c> is no finding; <c>INFO</c> and <c>WARN</c> are levels without weight.</remarks>
internal sealed class TestSsl : ReportFormat
{
    public override string Name => "testssl";

    public override string Tool => "testssl";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Columns.Has("id", "fqdn/ip", "port", "severity", "finding")
        || report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first && first["id"].Exists && first["finding"].Exists && first["ip"].Exists
        || report.Json["scanResult"].IsList;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Time = report.Json["startTime"].Time,
            // It could not go on.
            Successful = !Rows(report).Any(row => row.Item["severity"].Is("FATAL")),
            Results = Rows(report).SelectMany(row => new[] { row.Item }.Translate((item, into) => Finding(item, row.Address, into))),
        },
    ];

    private static IEnumerable<(ReportValue Item, string Address)> Rows(ReportContent report) =>
        report.Medium == Medium.Csv ? report.Rows().Select(row => (row, AddressOf(row["fqdn/ip"].Text, row["port"].Text)))
        : report.Json.IsList ? report.Json.Each().Select(item => (item, AddressOf(item["ip"].Text, item["port"].Text)))
        : report.Json["scanResult"].Each().SelectMany(host => host["severity"].Exists ? [(host, AddressOf(host["ip"].Text, host["port"].Text))] : host.Each().Where(section => section.IsList).SelectMany(section => section.Each())
            .Where(item => item["finding"].Exists || item["severity"].Exists).Select(item => (item, AddressOf(host.First("targetHost", "ip"), host["port"].Text))));

    /// <summary>"shop.example/192.0.2.7" and the port: one server under several addresses is one.</summary>
    private static string AddressOf(string? host, string? port)
    {
        var name = host?.Split('/')[0] is { Length: > 0 } first ? first : host?.Trim('/');
        return $"{name}:{port}";
    }

    /// <summary>A mark for the server as a whole, made of the findings.</summary>
    private static bool IsOfRating(string? id) => id is "rating_spec" or "rating_doc" or "final_score" or "overall_grade"
        || id is not null && (id.StartsWith("grade_cap_reason_", StringComparison.Ordinal) || id.EndsWith("_score", StringComparison.Ordinal) || id.EndsWith("_score_weighted", StringComparison.Ordinal));

    private static void Finding(ReportValue item, string address, Translation into)
    {
        var severity = item["severity"].Text;
        if (severity is null or "OK" or "DEBUG" or "FATAL" || IsOfRating(item["id"].Text))
        {
            return;
        }
        into.Add(new ScanResult
        {
            Kind = FindingKind.Dynamic,
            Rule = item.Required("id"),
            Aliases = [.. item["cve"].Text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []],
            Severity = severity is "WARN" ? Severity.Info : Severities.Of(severity),
            Title = item["id"].Text,
            Description = item["finding"].Text,
            Cwe = CweIds.OfField(item["cwe"].Texts),
            Url = address,
        });
    }
}
