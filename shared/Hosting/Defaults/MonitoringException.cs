namespace MetricsPlatform.Hosting.Defaults;

/// <summary>Why the port of <see cref="MonitoringOptions"/> cannot be what it is meant to be, and what to do about it.</summary>
public sealed class MonitoringException(string message) : Exception(message);
