namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>What one figure is: the only place that says it, for pages, exports and tests.</summary>
/// <param name="Id">As in addresses: <c>mttr</c>.</param>
/// <param name="Title">For people, in a few words.</param>
/// <param name="Rules">Ids of the rules in docs/metrics.md that define it.</param>
/// <param name="Columns">Columns of its rows.</param>
/// <param name="Formula">How it follows from them.</param>
public sealed record KpiDefinition(
    string Id, string Title, KpiUnit Unit, KpiDimensions Dimensions, IReadOnlyList<string> Rules, IReadOnlyList<string> Columns, KpiFormula Formula)
{
    /// <summary>Its rows are about findings, each row about one.</summary>
    public bool OfFindings { get; init; } = true;

    internal Func<KpiTerms, KpiSelection, KpiWitness> Watch { get; init; } = null!;

    internal Func<KpiReport, KpiSelection, double?> Value { get; init; } = null!;

    /// <summary>The figure in a report; null: absent.</summary>
    public double? In(KpiReport report, KpiSelection selection) => Value(report, selection);
}
