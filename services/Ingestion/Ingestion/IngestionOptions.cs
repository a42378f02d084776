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

    /// <summary>At start send everything that is pending at once. Switch it off where several processes share one inbox.</summary>
    public bool ClaimAllAtStart { get; init; } = true;

    /// <summary>How many requests are read at the same time; others wait their turn. Bounds memory and connections.</summary>
    public int MaxConcurrentRequests { get; init; } = 16;
}
