using System.Text;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.Webhooks;

namespace MetricsPlatform.Tests.Unit.Ingestion.Webhooks;

/// <summary>A webhook of one sender, read as the documented catalogue has it.</summary>
internal static class Webhook
{
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-10T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    public static readonly WebhookSettings Settings = new(
        "/v1/webhooks/test", new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["acme/checkout"] = "checkout", ["acme/tools/*"] = "*", ["PAY/Cards"] = "cards", ["PAY"] = "payments", ["Fabrikam/Web"] = "web", ["Fabrikam"] = "fabrikam",
        }, _ => ["main"])
    {
        Pipelines = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Deploy"] = "production" },
        TicketLabels = ["security"],
        TicketPlaces = ["title", "labels"],
    };

    public static IReadOnlyList<ReadItem> Read(string sender, string json, string? gitHubEvent = null, WebhookSettings? settings = null, DateTimeOffset? now = null) =>
        [.. WebhookSenders.Find(sender)!.Read(Request(json, now ?? Now, ("X-GitHub-Event", gitHubEvent ?? "")), settings ?? Settings)];

    /// <summary>The native events, each with its time: what the platform takes from it.</summary>
    public static IReadOnlyList<(DateTimeOffset Time, NativeEvent Event)> Said(string sender, string json, string? gitHubEvent = null, WebhookSettings? settings = null) =>
        [.. Read(sender, json, gitHubEvent, settings).Select(item => Assert.IsType<AcceptedItem>(item)).Select(item => (item.Time, Assert.Single(item.Messages(HeaderOf(item)))))];

    /// <summary>Why nothing is taken from it.</summary>
    public static string Unused(string sender, string json, string? gitHubEvent = null, WebhookSettings? settings = null) =>
        Assert.IsType<UnusedItem>(Assert.Single(Read(sender, json, gitHubEvent, settings))).Why!.Reason;

    public static WebhookRequest Request(string body, DateTimeOffset now, params (string Name, string Value)[] headers) => new(
        name => headers.Where(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault(),
        new MemoryStream(Encoding.UTF8.GetBytes(body)), now);

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    private static EventHeader HeaderOf(AcceptedItem item) => new(item.Source!, item.Id!, item.Time, Guid.Empty, item.Index, Now);
}
