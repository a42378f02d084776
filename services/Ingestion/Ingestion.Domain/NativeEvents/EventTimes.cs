namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Which event times are taken.</summary>
/// <param name="Now">The receiver's clock.</param>
/// <param name="Ahead">How far ahead of it an event may be dated; 5 minutes unless told.</param>
public sealed record EventTimes(DateTimeOffset Now, TimeSpan? Ahead = null)
{
    public bool IsFuture(DateTimeOffset time) => time > Now + (Ahead ?? TimeSpan.FromMinutes(5));
}
