using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.GitHub;

/// <summary>Code scanning alerts as the REST API lists them (<c>GET /repos/{owner}/{repo}/code-scanning/alerts</c>).</summary>
/// <remarks>docs.github.com/rest/code-scanning.</remarks>
internal sealed class GitHubCodeScanning : ReportFormat
{
    private const string SeveralTools = "code-scanning";

    public override string Name => "github-code-scanning";

    /// <summary>The tool that raised the alerts; of several GitHub's name for them all.</summary>
    public override string? Tool => null;

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first && first["rule"]["id"].Exists && first["most_recent_instance"].Exists && first["tool"]["name"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) =>
    [
        new ReportedScan
        {
            Tool = report.Json.Each().Select(alert => alert["tool"]["name"].Text).Distinct().Take(2).ToList() is [{ } only] ? only : SeveralTools,
            Results = report.Json.Each().Translate(Rest),
        },
    ];

    private static void Rest(ReportValue alert, Translation into)
    {
        if (!alert["state"].Is("fixed"))
        {
            Alert(alert, alert["most_recent_instance"], alert["html_url"].Text ?? $"{SeveralTools}/{alert.Required("number")}", into);
        }
    }

    /// <summary>An alert of the REST API, and of webhooks, whatever its state.</summary>
    /// <param name="identity">Of the alert, which moves with the code.</param>
    internal static void Alert(ReportValue alert, ReportValue instance, string identity, Translation into)
    {
        var rule = alert["rule"];
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Code,
                Rule = rule.Required("id"),
                Severity = Severities.Of(rule["security_severity_level"].Text ?? rule["severity"].Text),
                Title = rule["description"].Text,
                Description = instance["message"]["text"].Text ?? rule["full_description"].Text,
                Help = alert["html_url"].Text,
                Cwe = CweIds.Of(rule["tags"].Texts),
                Path = RepositoryPath.Normalise(instance["location"]["path"].Text ?? RepositoryPath.Root),
                Line = instance["location"]["start_line"].Positive,
                Fingerprint = identity,
            },
            DecisionOf(alert["dismissed_reason"].Text) is { } decision
                ? new Verdict(decision, alert["dismissed_comment"].Text ?? alert["dismissed_reason"].Text, alert["dismissed_by"]["login"].Text, alert["dismissed_at"].Time)
                : null);
    }

    private static TriageDecision? DecisionOf(string? reason) => reason switch
    {
        "false positive" => TriageDecision.FalsePositive,
        "used in tests" => TriageDecision.NotAffected,
        "won't fix" => TriageDecision.RiskAccepted,
        _ => null,
    };
}
