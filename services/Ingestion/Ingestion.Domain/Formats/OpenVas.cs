using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Greenbone's (OpenVAS') XML report and its CSV.</summary>
/// <remarks>docs.greenbone.net/API/GMP. Its words for levels are classes of the score that know no critical, so the score goes first.</remarks>
internal sealed class OpenVas : ReportFormat
{
    public override string Name => "openvas";

    public override string Tool => "openvas";

    private const int MostIds = 100;

    private static readonly string[][] s_paths =
    [
        ["report", "report", "results", "result"], ["report", "results", "result"], ["get_reports_response", "report", "report", "results", "result"],
    ];

    public override bool Recognises(ReportContent report) =>
        report.Xml.Name == "get_reports_response" || report.Xml.Name == "report" && (report.Xml["format_id"].Exists || report.Xml["content_type"].Exists)
        || report.Columns.Has("IP", "NVT Name", "NVT OID");

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Results = report.Medium == Medium.Xml
                ? s_paths.SelectMany(path => report.XmlElements(path)).Translate(Result)
                : report.Rows().Translate(Row),
        },
    ];

    private static void Result(ReportValue result, Translation into)
    {
        var nvt = result["nvt"];
        var cvss = (result["severity"].Exists ? result["severity"] : nvt["cvss_base"]).Score;
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Dynamic,
                Rule = nvt.First("oid", "name") ?? result.Required("name"),
                Aliases = [.. Ids(nvt).Take(MostIds)],
                Severity = cvss is { } score ? Severities.OfCvss(score) : Severities.Of(result["threat"].Text),
                Cvss = cvss,
                Title = result["name"].Text ?? nvt["name"].Text,
                Description = result["description"].Text,
                Help = nvt["solution"].Text,
                Url = AddressOf(result["host"]["hostname"].Text ?? result["host"].Text, result["port"].Text),
            },
            result["threat"].Is("False Positive") ? new Verdict(TriageDecision.FalsePositive) : null);
    }

    private static IEnumerable<string> Ids(ReportValue nvt) =>
        nvt["refs"].Each().Where(reference => reference["type"].Is("cve")).Select(reference => reference["id"].Text).OfType<string>()
            .Concat(nvt["cve"].Text?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Where(VulnerabilityIds.IsCve) ?? []);

    private static void Row(ReportValue row, Translation into)
    {
        var cvss = row["CVSS"].Score;
        var found = new ScanResult
        {
            Kind = FindingKind.Dynamic,
            Rule = row.Required("NVT OID"),
            Aliases = [.. row["CVEs"].Text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []],
            Severity = cvss is { } score ? Severities.OfCvss(score) : Severities.Of(row["Severity"].Text),
            Cvss = cvss,
            Title = row["NVT Name"].Text,
            Description = row["Summary"].Text,
            Help = row["Solution"].Text,
            Url = AddressOf(row.First("Hostname", "IP"), row["Port"].Text),
        };
        into.Add(found, row["Severity"].Is("False Positive") ? new Verdict(TriageDecision.FalsePositive) : null);
    }

    /// <summary>"443/tcp" is a port, "general/tcp" none.</summary>
    private static string AddressOf(string? host, string? port) =>
        port?.Split('/')[0] is { Length: > 0 } number && char.IsAsciiDigit(number[0]) ? $"{host}:{number}" : host ?? "";
}
