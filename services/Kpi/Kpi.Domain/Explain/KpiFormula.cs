namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>How a figure follows from its rows; whoever has the rows can compute it.</summary>
/// <param name="Kind">count, sum, mean, max, quantile, share, rate or survival_median.</param>
/// <param name="Column">The column that is summed, averaged or ranked.</param>
/// <param name="Part">Of a share: the flag of the rows on top.</param>
/// <param name="Whole">Of a share: the flag of the rows below; null: all rows.</param>
/// <param name="Percent">Of a quantile.</param>
public sealed record KpiFormula(string Kind, string? Column = null, string? Part = null, string? Whole = null, int? Percent = null)
{
    public static KpiFormula Count { get; } = new("count");
    public static KpiFormula Rate { get; } = new("rate");
    public static KpiFormula SurvivalMedian { get; } = new("survival_median");
    public static KpiFormula Sum(string column) => new("sum", column);
    public static KpiFormula Mean(string column) => new("mean", column);
    public static KpiFormula Max(string column) => new("max", column);
    public static KpiFormula Quantile(string column, int percent) => new("quantile", column, Percent: percent);
    public static KpiFormula Share(string part, string? whole = null) => new("share", Part: part, Whole: whole);

    /// <summary>The formula in words, without values.</summary>
    public string Text => Kind switch
    {
        "count" => "number of rows",
        "sum" => $"sum of {Column}",
        "mean" => $"sum of {Column} ÷ number of rows",
        "max" => $"largest {Column}",
        "quantile" => $"the ⌈{Percent} % × number of rows⌉-th smallest {Column}",
        "share" => $"rows with {Part} ÷ {(Whole is null ? "all rows" : $"rows with {Whole}")}",
        "rate" => "number of rows ÷ days of the window",
        _ => "smallest t with S(t) ≤ 0.5, where S(t) is the product, over the durations d ≤ t at which an event is, of 1 − events at d ÷ rows with entry_seconds < d ≤ exit_seconds",
    };
}
