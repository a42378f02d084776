namespace MetricsPlatform.Ingestion.Domain.Webhooks;

/// <summary>A webhook as it came.</summary>
/// <param name="Header">A header's value by its name in any case, or null.</param>
/// <param name="Body">Byte for byte what was sent, seekable; stays open while items' messages are read.</param>
/// <param name="Now">The receiver's clock.</param>
/// <param name="Ahead">How far ahead of it an event may be dated.</param>
public sealed record WebhookRequest(Func<string, string?> Header, Stream Body, DateTimeOffset Now, TimeSpan? Ahead = null);
