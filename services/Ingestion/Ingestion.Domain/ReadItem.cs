using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Domain;

/// <summary>What an adapter found in a payload: one item per event (or per run of a report), in the payload's order.</summary>
/// <param name="Index">0-based index in the payload.</param>
public abstract record ReadItem(int Index, string? Source, string? Id, string? Type);

/// <summary>An event that is good as it stands.</summary>
/// <param name="ContentHash">SHA-256 of what the event says, however it was written: tells a repeat from a conflict.</param>
/// <param name="Messages">
/// The event as messages of bounded size, read from the payload as they are asked for: a scan yields its parts, anything else one
/// message. Call it while the payload's stream is open, one item at a time.
/// </param>
public sealed record AcceptedItem(
    int Index, string Source, string Id, string Type, DateTimeOffset Time, string Service, ReadOnlyMemory<byte> ContentHash,
    Func<EventHeader, IEnumerable<NativeEvent>> Messages) : ReadItem(Index, Source, Id, Type);

/// <summary>A well-formed event that nothing here uses: acknowledged and counted, no more.</summary>
/// <param name="Why">Null: its type is of no use.</param>
public sealed record UnusedItem(int Index, string? Source, string? Id, string? Type, Refusal? Why = null) : ReadItem(Index, Source, Id, Type);

/// <summary>An event that is refused; the others of the payload stand for themselves.</summary>
public sealed record RefusedItem(int Index, string? Source, string? Id, string? Type, Refusal Refusal) : ReadItem(Index, Source, Id, Type);

/// <summary>Why something was refused, for the person who sent it.</summary>
/// <param name="Reason">A word for metrics: <c>invalid_json</c>, <c>missing_field</c>, <c>invalid_field</c>, <c>future_time</c>, <c>conflict</c>, ….</param>
/// <param name="Message">A sentence that names the field and what is wrong with it.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) into the payload, where one can be told.</param>
/// <param name="Line">1-based line in the payload, where one can be told.</param>
public sealed record Refusal(string Reason, string Message, string? Pointer = null, long? Line = null);

/// <summary>The whole payload is unreadable: nothing of it can be told apart, so nothing is accepted.</summary>
public sealed class UnreadablePayloadException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
