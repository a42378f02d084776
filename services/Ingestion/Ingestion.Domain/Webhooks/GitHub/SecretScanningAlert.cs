using MetricsPlatform.Ingestion.Domain.Formats.GitHub;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary><c>secret_scanning_alert</c>. The secret itself, which some deliveries hold, is not looked at.</summary>
internal static class SecretScanningAlert
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var item = delivery.Payload["alert"];
        var alert = new Alert(delivery, $"secret-scanning/{item.Required("number")}", "github-secret-scanning");
        var found = new Translation();
        GitHubSecretScanning.Alert(item, alert.Identity, found);
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
}
