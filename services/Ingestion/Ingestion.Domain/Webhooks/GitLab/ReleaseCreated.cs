namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitLab;

/// <summary>Release event, action <c>create</c>.</summary>
internal static class ReleaseCreated
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var payload = delivery.Payload;
        return payload["action"].Is("create")
            ? Release.Say(delivery, payload.Required("tag"), payload["commit"]["id"].Text, payload["released_at"].Time, payload["url"].Text)
            : Said.NoChange("Only a release that is created counts.");
    }
}
