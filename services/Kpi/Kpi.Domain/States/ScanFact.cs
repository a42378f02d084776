namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What the KPIs know of a scan that counts.</summary>
/// <param name="At">In ticks of UTC.</param>
/// <param name="Closes">It was complete and successful.</param>
internal readonly record struct ScanFact(long At, Origin Origin, bool Closes);

/// <summary>Names a scope within its service.</summary>
internal readonly record struct ScopeName(string Tool, string Target);
