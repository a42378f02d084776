using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>A sender with events of its own, which become native ones.</summary>
internal abstract class EventSender : WebhookSender
{
    /// <summary>The events that are of use, by their names.</summary>
    protected abstract IReadOnlyDictionary<string, ReadDelivery> Events { get; }

    /// <summary>The event's name; null when nothing says it.</summary>
    protected abstract string? EventOf(WebhookRequest request, ReportValue payload);

    /// <summary>Names of where it comes from, the narrowest first; the last is the repository or project.</summary>
    protected abstract IEnumerable<string> OriginsOf(ReportValue payload);

    /// <summary>The JSON in the body.</summary>
    protected virtual Stream PayloadOf(WebhookRequest request) => request.Body;

    public override IEnumerable<ReadItem> Read(WebhookRequest request, WebhookSettings settings)
    {
        var payload = ReadJson(PayloadOf(request));
        var name = EventOf(request, payload);
        var type = $"{Name}.{name ?? "unknown"}";
        if (name is null || !Events.TryGetValue(name, out var read))
        {
            return [Unused(new("unknown_event", $"Nothing follows from {Name}'s event '{name}'."))];
        }
        var origins = OriginsOf(payload).ToList();
        if (settings.ServiceOf(origins) is not { } service)
        {
            return [Unused(new("unmapped", $"The connection's services name none of {(origins.Count == 0 ? "(nothing)" : string.Join(", ", origins))}."))];
        }
        try
        {
            var told = read(new Delivery(payload, origins[^1], service, settings)).ToList();
            var times = new EventTimes(request.Now, request.Ahead);
            return told.Exists(said => said.Event is not null)
                ? [.. told.Where(said => said.Event is not null).Select((said, index) => Item(said, index, $"{origins[^1]}/{said.About}", settings.Source, times))]
                : [Unused(told.Select(said => said.Why).FirstOrDefault() ?? new("no_change", "Nothing follows from it."))];
        }
        catch (UnreadableItemException unreadable)
        {
            return [new RefusedItem(0, settings.Source, null, type, unreadable.Refusal(payload))];
        }

        UnusedItem Unused(Refusal why) => new(0, settings.Source, null, type, why);
    }

    /// <summary>The id is what is said, so that a delivery that comes again says nothing new, and another one about the same thing does.</summary>
    private static ReadItem Item(Said said, int index, string about, string source, EventTimes times)
    {
        var spoken = NativeContent.Bounded(said.Event!);
        var type = NativeContent.TypeOf(spoken);
        using var hash = new ContentHash();
        hash.Add("type", type).Add("about", about);
        // What tells no time and comes again says the same again, though it comes later.
        if (said.At is { } at)
        {
            hash.Add("time", at.UtcTicks);
        }
        NativeContent.Hash(hash, spoken);
        var content = hash.Add("service", spoken.Service).Finish();
        var id = $"{about}/{Convert.ToHexStringLower(content.AsSpan(0, 8))}";
        return said.At is { } time && times.IsFuture(time)
            ? new RefusedItem(index, source, id, type, new Refusal("future_time", $"What it says of {about} is dated ahead of the receiver's clock."))
            : new AcceptedItem(index, source, id, type, said.At ?? times.Now, spoken.Service, content, header => [spoken with { Header = header }]);
    }

    private static JsonValue ReadJson(Stream body)
    {
        body.Position = 0;
        var json = new JsonCursor(new JsonSource(body));
        json.Read();
        var payload = JsonValue.ReadTop(ref json);
        json.Read();
        return payload;
    }
}
