namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>A column of a figure's rows.</summary>
/// <param name="Name">As in exports: <c>duration_seconds</c>.</param>
internal sealed record KpiColumn<T>(string Name, Func<T, object?> Of);
