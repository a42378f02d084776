using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>One event that a sender tells of.</summary>
/// <param name="Origin">Full name of the repository or project, which makes numbers in it unique.</param>
/// <param name="Service">That it is about.</param>
internal sealed record Delivery(ReportValue Payload, string Origin, string Service, WebhookSettings Settings);

/// <summary>What one event of a sender says. One small class each.</summary>
/// <exception cref="UnreadableItemException">It lacks what such an event has.</exception>
internal delegate IEnumerable<Said> ReadDelivery(Delivery delivery);

/// <summary>Something that a delivery says; or that it says nothing that is of use, and why.</summary>
/// <param name="About">The thing that it is about, by its own number: <c>issues/7</c>.</param>
/// <param name="At">Event time, as the source tells it; null when it does not.</param>
internal sealed record Said(string About, DateTimeOffset? At, NativeEvent? Event, Refusal? Why = null)
{
    public static Said Nothing(string reason, string why) => new("", null, null, new Refusal(reason, why));

    /// <summary>The event was understood, and says nothing that any figure follows from.</summary>
    public static IEnumerable<Said> NoChange(string why) => [Nothing("no_change", why)];
}
