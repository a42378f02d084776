namespace MetricsPlatform.Kpi.States;

/// <summary>The tables that were being filled are gone: dropped, or made anew by somebody else.</summary>
/// <param name="found">The generation that is in their place.</param>
public sealed class GenerationLostException(Guid? found) : Exception($"The tables that were being filled are gone; in their place is generation {found?.ToString() ?? "(none)"}.");
