using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Formats.GitHub;

/// <summary>Secret scanning alerts as the REST API lists them (<c>GET /repos/{owner}/{repo}/secret-scanning/alerts</c>). The secret itself is not looked at.</summary>
/// <remarks>docs.github.com/rest/secret-scanning.</remarks>
internal sealed class GitHubSecretScanning : ReportFormat
{
    public override string Name => "github-secret-scanning";

    public override string Tool => "github-secret-scanning";

    public override bool IsBareList => true;

    public override bool Recognises(ReportContent report) =>
        report.Json.IsList && report.Json.Each().FirstOrDefault() is { } first && first["secret_type"].Exists && first["number"].Exists && first["state"].Exists;

    public override IEnumerable<ReportedScan> Read(ReportContent report) => [new ReportedScan { Results = report.Json.Each().Translate(Rest) }];

    /// <summary>What is revoked is no secret any more.</summary>
    private static void Rest(ReportValue alert, Translation into)
    {
        if (!alert["resolution"].Is("revoked"))
        {
            Alert(alert, alert["html_url"].Text ?? $"secret-scanning/{alert.Required("number")}", into);
        }
    }

    /// <summary>An alert of the REST API, and of webhooks, whatever its state.</summary>
    /// <param name="identity">Of the alert, which moves with the code.</param>
    internal static void Alert(ReportValue alert, string identity, Translation into)
    {
        var place = alert["first_location_detected"];
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Secret,
                Rule = alert.Required("secret_type"),
                Severity = alert["validity"].Is("active") || alert["publicly_leaked"].Is("true") ? Severity.Critical : Severity.High,
                Title = alert["secret_type_display_name"].Text,
                Help = alert["html_url"].Text,
                Path = RepositoryPath.Normalise(place["path"].Text ?? RepositoryPath.Root),
                Line = place["start_line"].Positive,
                Fingerprint = identity,
            },
            DecisionOf(alert["resolution"].Text) is { } decision
                ? new Verdict(decision, alert["resolution_comment"].Text ?? alert["resolution"].Text, alert["resolved_by"]["login"].Text, alert["resolved_at"].Time)
                : null);
    }

    private static TriageDecision? DecisionOf(string? resolution) => resolution switch
    {
        null or "revoked" => null,
        "false_positive" or "pattern_deleted" or "pattern_edited" => TriageDecision.FalsePositive,
        "used_in_tests" => TriageDecision.NotAffected,
        _ => TriageDecision.RiskAccepted,
    };
}
