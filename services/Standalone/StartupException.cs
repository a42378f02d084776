namespace MetricsPlatform.Standalone;

/// <summary>Why the platform does not start, said to the person who started it: what is wrong and what to do.</summary>
public sealed class StartupException(string message) : Exception(message);
