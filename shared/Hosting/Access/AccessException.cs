namespace MetricsPlatform.Hosting.Access;

/// <summary>Why this process must not serve anybody as it is configured, and what to do about it.</summary>
public sealed class AccessException(string message) : Exception(message);
