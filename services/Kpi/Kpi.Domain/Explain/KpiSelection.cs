using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Which row of a report a figure stands in: the parts that its <see cref="KpiDimensions"/> name.</summary>
/// <param name="Window">"30d".</param>
/// <param name="Maturity">"settled" or "provisional".</param>
/// <param name="Age">One of <see cref="Remediation.AgeBand"/>.</param>
public sealed record KpiSelection(
    Severity? Severity = null, string? Window = null, string? Maturity = null, string? Environment = null, string? Age = null);
