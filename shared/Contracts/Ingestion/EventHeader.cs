namespace MetricsPlatform.Contracts.Ingestion;

/// <summary>What every native event carries besides its data.</summary>
/// <param name="Source">CloudEvents source; with <paramref name="Id"/> it identifies the event.</param>
/// <param name="Id">CloudEvents id.</param>
/// <param name="Time">Event time, UTC.</param>
/// <param name="Submission">The submission that brought the event.</param>
/// <param name="Item">The event's index in its submission.</param>
/// <param name="AcceptedAt">Recorded time: when the inbox accepted it, UTC.</param>
public sealed record EventHeader(string Source, string Id, DateTimeOffset Time, Guid Submission, int Item, DateTimeOffset AcceptedAt);

/// <summary>A native event about one service, in the words of docs/events.md.</summary>
public abstract record NativeEvent(EventHeader Header, string Service);
