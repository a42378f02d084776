namespace MetricsPlatform.Kpi.Metrics;

/// <summary>A sample of a metric.</summary>
/// <param name="Of">Whose figure it is; null: of everything.</param>
/// <param name="Labels">What tells it from the others of the same owner.</param>
internal readonly record struct BoardSample(double Value, Label? Of, Label[] Labels);
