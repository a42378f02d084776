using MetricsPlatform.Ingestion.Domain.Formats.GitHub;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary><c>dependabot_alert</c>: always about the default branch, and with the alert's whole life in it.</summary>
internal static class DependabotAlert
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var item = delivery.Payload["alert"];
        var alert = new Alert(delivery, $"dependabot/{item.Required("number")}", "dependabot");
        var found = new Translation();
        GitHubVulnerabilityAlerts.Alert(item, found);
        var now = item["updated_at"].Time;
        var present = alert.Present(item["created_at"].Time, found);
        return delivery.Payload["action"].Text switch
        {
            "created" => [present],
            "reintroduced" => [alert.Present(now, found)],
            "reopened" or "auto_reopened" => [present, alert.Present(now, found), .. alert.Reinstated(found, now)],
            "dismissed" or "auto_dismissed" => [present, .. alert.Decided(found, item["auto_dismissed_at"].Time ?? now)],
            "fixed" => [present, alert.Gone(item["fixed_at"].Time ?? now)],
            var other => Said.NoChange($"The action '{other}' changes nothing about the alert."),
        };
    }
}
