namespace MetricsPlatform.Correlation.Domain.Tracks;

/// <summary>A line at which a scan lists a rule in a file.</summary>
/// <param name="ContextHash">Of the code there; null where it is unknown or stands at several lines, so that it tells nothing.</param>
public readonly record struct Sighting(int Line, string? ContextHash);
