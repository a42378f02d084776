namespace MetricsPlatform.Ingestion.Domain.Webhooks.GitHub;

/// <summary><c>release</c>, action <c>published</c>, unless it is a pre-release.</summary>
internal static class ReleasePublished
{
    public static IEnumerable<Said> Read(Delivery delivery)
    {
        var release = delivery.Payload["release"];
        return delivery.Payload["action"].Is("published") && !release["prerelease"].Is("true")
            ? Release.Say(delivery, release.Required("tag_name"), null, release["published_at"].Time, release["html_url"].Text)
            : Said.NoChange("Only a release that is published, and no pre-release, counts.");
    }
}
