namespace MetricsPlatform.Hosting.Access.Keys;

/// <summary>What was asked of the store cannot be done, said to the person who asked.</summary>
public sealed class KeyException(string message) : Exception(message);
