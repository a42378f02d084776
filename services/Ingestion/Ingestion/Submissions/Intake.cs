using MetricsPlatform.Ingestion.Domain;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>A request on its way into the inbox.</summary>
/// <param name="Kind">Which endpoint and mode it came through; says, with <paramref name="Parameters"/>, how to read the body again.</param>
/// <param name="Parameters">What of the request the body does not say: query or <c>ce-</c> headers.</param>
/// <param name="Body">Decompressed and seekable.</param>
/// <param name="Batch">The body is a JSON array of events.</param>
/// <param name="Read">The adapter: (submission, received at) → items. It may be called again.</param>
/// <param name="IdempotencyKey">Two requests with the same key are one.</param>
/// <param name="RequestHash">SHA-256 of parameters and body, where there is a key.</param>
public sealed record Intake(
    string Kind, string ContentType, IReadOnlyDictionary<string, string> Parameters, Stream Body, bool Batch,
    Func<Guid, DateTimeOffset, IEnumerable<ReadItem>> Read, string? IdempotencyKey = null, byte[]? RequestHash = null)
{
    /// <summary>CloudEvents source of what has none of its own, for metrics and dead letters.</summary>
    public string? DefaultSource { get; init; }

    /// <summary>The submission whose report is read anew; its body is kept already.</summary>
    public Guid? ReplayOf { get; init; }

    /// <summary>Name of the key that sent it, where there is one.</summary>
    public string? PublishedBy { get; init; }
}
