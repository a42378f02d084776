using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.Explain;
using MetricsPlatform.Kpi.Domain.States;
using MetricsPlatform.Kpi.Http;

namespace MetricsPlatform.Kpi.Explain;

/// <summary>How a figure was computed.</summary>
/// <param name="Definition">The rules of docs/metrics.md that define it.</param>
/// <param name="Value">Null: absent.</param>
/// <param name="Rows">What it was counted from: an object each, named by the columns.</param>
public sealed record FigureView(
    string Figure, string Title, KpiUnit Unit, KpiScope Scope, DateTimeOffset At, FigureSelection Selection, IReadOnlyList<RuleText> Definition,
    FormulaView Formula, double? Value, int Total, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows)
{
    internal static FigureView Of(KpiExplanation explained, KpiSubject subject)
    {
        var (definition, formula) = (explained.Definition, explained.Definition.Formula);
        return new FigureView(
            definition.Id, definition.Title, definition.Unit, subject.Scope, subject.At, FigureSelection.Of(explained.Selection), [.. definition.Rules.Select(RuleText.Of)],
            new FormulaView(formula.Kind, formula.Column, formula.Part, formula.Whole, formula.Percent, formula.Text, FilledFormula.Of(explained)),
            explained.Value, explained.Rows.Count, [.. explained.Rows.Select(row => Row(row, definition))]);
    }

    private static Dictionary<string, object?> Row(KpiRow row, KpiDefinition definition)
    {
        var cells = new Dictionary<string, object?>();
        if (row.Finding is { } finding)
        {
            cells["finding"] = FindingId.Text(finding);
        }
        cells["service"] = row.Service;
        for (var i = 0; i < definition.Columns.Count; i++)
        {
            cells[definition.Columns[i]] = row.Cells[i] is Severity severity ? CellText.Of(severity) : row.Cells[i];
        }
        return cells;
    }
}

/// <summary>Which number of the figure.</summary>
public sealed record FigureSelection(
    string? Severity, string? Window, string? Maturity, string? Environment, string? Age, ScanKind? Scan, EscapeReason? Reason, int? Cwe)
{
    internal static FigureSelection Of(KpiSelection s) =>
        new(s.Severity is { } severity ? CellText.Of(severity) : null, s.Window, s.Maturity, s.Environment, s.Age, s.Scan, s.Reason, s.Cwe);
}

/// <param name="Kind">count, sum, mean, max, quantile, share, rate or survival_median.</param>
/// <param name="Text">In words.</param>
/// <param name="Filled">With the values filled in.</param>
public sealed record FormulaView(string Kind, string? Column, string? Part, string? Whole, int? Percent, string Text, string Filled);
