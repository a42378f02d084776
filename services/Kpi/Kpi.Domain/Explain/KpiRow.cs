using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>One thing that a figure was counted from.</summary>
/// <param name="Finding">The finding that it is about; null when it is about a release or deployment.</param>
/// <param name="Cells">One for each column of the definition: text, number, flag, instant or <see cref="Severity"/>; null: does not apply.</param>
public sealed record KpiRow(string Service, UInt128? Finding, IReadOnlyList<object?> Cells);
