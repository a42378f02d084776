using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary><c>govulncheck -format json</c>: messages that follow each other, or a list of them; and what it wrote before version 1 (<c>Vulns</c>).</summary>
/// <remarks>pkg.go.dev/golang.org/x/vuln/internal/govulncheck. The advisory (<c>osv</c>) comes before the findings that name it. Go's database rates nothing: how far the code reaches the vulnerability is the level, as in govulncheck's SARIF.</remarks>
internal sealed class Govulncheck : ReportFormat
{
    public override string Name => "govulncheck";

    public override string Tool => "govulncheck";

    /// <summary>How many advisories are remembered until their findings come; the database has about 4,000.</summary>
    private const int MostAdvisories = 10_000;

    public override bool Recognises(ReportContent report) =>
        (report.FirstJson.IsList ? report.FirstJson.Each().FirstOrDefault() : report.FirstJson)?["config"]["protocol_version"].Exists is true
        || IsBeforeVersion1(report.Json)
        || report.Json["Vulns"].Each().FirstOrDefault()?["OSV"].Exists is true;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Results = report.Json["Vulns"].Each().Translate(BeforeVersion1).Concat(report.Json["Vulns"].Exists || IsBeforeVersion1(report.Json) ? [] : Findings(report)) }];

    private static bool IsBeforeVersion1(ReportValue json) => json["Calls"].Exists && json["Imports"].Exists && (json["Vulns"].Exists || json["Requires"].Exists);

    private static void BeforeVersion1(ReportValue item, Translation into)
    {
        var osv = item["OSV"];
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = osv.Required("id"),
                // Numbers of nodes in its graphs; 0 is none.
                Severity = item["CallSink"].Positive is not null ? Severity.High : item["ImportSink"].Positive is not null ? Severity.Medium : Severity.Low,
                Title = osv["summary"].Text ?? osv["id"].Text,
                Description = osv["details"].Text,
                Package = PackageUrl.Of("golang", item["ModPath"].Text ?? "", null),
            },
            osv["aliases"].Texts);
    }

    private static IEnumerable<Reported> Findings(ReportContent report)
    {
        var advisories = new Dictionary<string, Advisory>(StringComparer.Ordinal);
        return (report.Json.IsList ? report.Json.Each() : report.JsonValues()).Translate((message, into) =>
        {
            var osv = message["osv"];
            if (osv["id"].Text is { } id && advisories.Count < MostAdvisories)
            {
                advisories[id] = new Advisory(
                    [.. osv["aliases"].Texts.Take(10)], TextLimits.Cut(osv["summary"].Text, TextLimits.Title), osv["database_specific"]["url"].Text, Severities.OfWord(osv["severity"].Text));
            }
            if (message["finding"].Exists)
            {
                Finding(message["finding"], advisories, into);
            }
        });
    }

    private static void Finding(ReportValue finding, Dictionary<string, Advisory> advisories, Translation into)
    {
        var id = finding.Required("osv");
        var advisory = advisories.GetValueOrDefault(id);
        // The vulnerable symbol comes first, the code that calls it last.
        var vulnerable = finding["trace"].Each().FirstOrDefault() ?? ReportValue.None;
        var position = finding["trace"].Each().LastOrDefault()?["position"] ?? ReportValue.None;
        into.AddVulnerability(
            new ScanResult
            {
                Kind = FindingKind.Dependency,
                Rule = id,
                // A database of one's own may rate.
                Severity = advisory?.Severity ?? (vulnerable["function"].Exists ? Severity.High : vulnerable["package"].Exists ? Severity.Medium : Severity.Low),
                Title = advisory?.Summary,
                Help = advisory?.Url,
                Package = PackageUrl.Of("golang", vulnerable["module"].Text ?? "", vulnerable["version"].Text),
                FixedIn = finding["fixed_version"].Text,
                Path = position["filename"].Text is { } file ? RepositoryPath.Normalise(file) : null,
                Line = position["line"].Positive,
            },
            advisory?.Aliases ?? []);
    }

    private sealed record Advisory(IReadOnlyList<string> Aliases, string? Summary, string? Url, Severity? Severity);
}
