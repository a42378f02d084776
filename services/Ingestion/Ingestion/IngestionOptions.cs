namespace MetricsPlatform.Ingestion;

/// <summary>Configuration section <c>Ingestion</c>.</summary>
public sealed record IngestionOptions
{
    /// <summary>Largest request body, after decompression.</summary>
    public long MaxBodyBytes { get; init; } = 100_000_000;

    /// <summary>Most events in one batch: the answer names each, so their number is bounded like the body.</summary>
    public int MaxBatchEvents { get; init; } = 100_000;

    /// <summary>How far ahead of our clock an event may be dated.</summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>At start send everything that is pending at once, also what another process may just have sent: for one that has the inbox to itself.</summary>
    public bool ClaimAllAtStart { get; init; }

    /// <summary>How long the bodies of requests are kept, to be read anew (docs/http.md).</summary>
    public TimeSpan KeepPayloads { get; init; } = TimeSpan.FromDays(400);

    /// <summary>The folder that bodies go to when they are older than that; null: they are forgotten.</summary>
    public string? Archive { get; init; }

    /// <summary>How long it is known what became of a request, and what was refused (docs/operations.md). Its body is not kept longer.</summary>
    public TimeSpan KeepSubmissions { get; init; } = TimeSpan.FromDays(800);

    /// <summary>While so many events wait to be worked off, senders are told to come back later (429).</summary>
    public long MaxPendingEvents { get; init; } = 200_000;

    /// <summary>The same for the bytes of the messages that wait.</summary>
    public long MaxPendingBytes { get; init; } = 1L << 30;

    /// <summary>How many requests are read at the same time; others wait their turn. Bounds memory and connections.</summary>
    public int MaxConcurrentRequests { get; init; } = 16;
}
