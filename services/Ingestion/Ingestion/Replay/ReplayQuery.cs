namespace MetricsPlatform.Ingestion.Replay;

/// <summary>Which reports to read anew.</summary>
/// <param name="Format">As today's adapters tell it; null: any.</param>
/// <param name="From">Received then or later.</param>
/// <param name="To">Received before.</param>
/// <param name="After">The last submission of the page before.</param>
/// <param name="Limit">How many submissions to look at.</param>
public sealed record ReplayQuery(string? Format, string? Service, DateTimeOffset? From, DateTimeOffset? To, Guid? After, int Limit);
