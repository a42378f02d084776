using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Which row of a report a figure stands in: the parts that its <see cref="KpiDimensions"/> name.</summary>
/// <param name="Window">"30d".</param>
/// <param name="Maturity">"settled" or "provisional".</param>
/// <param name="Age">One of <see cref="Remediation.AgeBand"/>.</param>
/// <param name="Scan">Of coverage: the kind of scan.</param>
/// <param name="Cwe">A weakness by its number.</param>
public sealed record KpiSelection(
    Severity? Severity = null, string? Window = null, string? Maturity = null, string? Environment = null, string? Age = null, ScanKind? Scan = null,
    EscapeReason? Reason = null, int? Cwe = null);
