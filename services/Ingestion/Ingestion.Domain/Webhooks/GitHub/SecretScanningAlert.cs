using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary><c>secret_scanning_alert</c>. The secret itself, which some deliveries hold, is not looked at.</summary>
internal static class SecretScanningAlert
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var item = delivery.Payload["alert"];
        var alert = new Alert(delivery, $"secret-scanning/{item.Required("number")}", "github-secret-scanning");
        var found = Translate(item, alert);
        var present = alert.Present(item["created_at"].Time, found);
        var now = item["updated_at"].Time;
        return delivery.Payload["action"].Text switch
        {
            "created" or "publicly_leaked" or "validated" => [present],
            "reopened" => [present, alert.Present(now, found), .. alert.Reinstated(found, now)],
            "resolved" when item["resolution"].Is("revoked") => [present, alert.Gone(item["resolved_at"].Time ?? now)],
            "resolved" => [present, .. alert.Decided(found, now)],
            var other => Said.NoChange($"The action '{other}' changes nothing about the alert."),
        };
    }

    private static Translation Translate(ReportValue item, Alert alert)
    {
        var into = new Translation();
        var place = item["first_location_detected"];
        into.Add(
            new ScanResult
            {
                Kind = FindingKind.Secret,
                Rule = item.Required("secret_type"),
                Severity = item["validity"].Is("active") || item["publicly_leaked"].Is("true") ? Severity.Critical : Severity.High,
                Title = item["secret_type_display_name"].Text,
                Help = item["html_url"].Text,
                Path = RepositoryPath.Normalise(place["path"].Text ?? RepositoryPath.Root),
                Line = place["start_line"].Positive,
                Fingerprint = alert.Identity,
            },
            DecisionOf(item["resolution"].Text) is { } decision
                ? new Verdict(decision, item["resolution_comment"].Text ?? item["resolution"].Text, item["resolved_by"]["login"].Text, item["resolved_at"].Time)
                : null);
        return into;
    }

    private static TriageDecision? DecisionOf(string? resolution) => resolution switch
    {
        null or "revoked" => null,
        "false_positive" or "pattern_deleted" or "pattern_edited" => TriageDecision.FalsePositive,
        "used_in_tests" => TriageDecision.NotAffected,
        _ => TriageDecision.RiskAccepted,
    };
}
