using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats;

/// <summary>Burp Suite's XML of issues.</summary>
/// <remarks>portswigger.net/burp/documentation/desktop/running-scans/reporting.</remarks>
internal sealed class Burp : ReportFormat
{
    /// <summary>The type of all issues that extensions raise.</summary>
    private const string OfExtension = "134217728";

    public override string Name => "burp";

    public override string Tool => "burp";

    public override bool Recognises(ReportContent report) => report.Xml.Name == "issues" && report.Xml["burpVersion"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
        [new ReportedScan { Time = report.Xml["exportTime"].Time, Results = report.XmlElements("issues", "issue").Translate(Issue) }];

    private static void Issue(ReportValue issue, Translation into)
    {
        var request = issue.Each().FirstOrDefault(child => child.Name == "requestresponse")?["request"] ?? ReportValue.None;
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Dynamic,
                Rule = issue.First("type", "name") ?? issue.Required("type"),
                Severity = Severities.Of(issue["severity"].Text),
                Title = issue["name"].Text,
                Description = Markup.Plain(issue.First("issueDetail", "issueBackground")),
                Help = Markup.Plain(issue.First("remediationDetail", "remediationBackground")),
                Cwe = CweIds.Of(Markup.Plain(issue["vulnerabilityClassifications"].Text)?.Split("CWE-").Skip(1).Select(text => "CWE-" + text) ?? []),
                Url = issue["host"].Text + issue["path"].Text,
                Method = request["method"].Text,
                Parameter = ParameterIn(issue["location"].Text) ?? (issue["type"].Is(OfExtension) ? issue["name"].Text : null),
            },
            issue["severity"].Is("False positive") ? new Verdict(TriageDecision.FalsePositive) : null);
    }

    /// <summary>"/cart [qty parameter]" → "qty".</summary>
    private static string? ParameterIn(string? location)
    {
        const string End = " parameter]";
        return location is not null && location.EndsWith(End, StringComparison.Ordinal) && location.LastIndexOf('[') is >= 0 and var start
            ? location[(start + 1)..^End.Length]
            : null;
    }
}
