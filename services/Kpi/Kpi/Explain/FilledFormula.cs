using System.Globalization;
using MetricsPlatform.Kpi.Domain.Explain;

namespace MetricsPlatform.Kpi.Explain;

/// <summary>A formula with the values of its rows filled in, for people.</summary>
internal static class FilledFormula
{
    public static string Of(KpiExplanation explained)
    {
        var (formula, rows, value) = (explained.Definition.Formula, explained.Rows, explained.Value);
        var result = value is { } number ? Figures.Exact(number, explained.Definition.Unit) : "absent";
        return formula.Kind switch
        {
            "count" => $"{Rows(rows.Count)} = {result}",
            "sum" => $"sum of {formula.Column} over {Rows(rows.Count)} = {result}",
            "mean" => $"{Seconds(Sum())} ÷ {Rows(rows.Count)} = {result}",
            "max" => $"largest of {Rows(rows.Count)} = {result}",
            "quantile" => $"⌈{formula.Percent} % × {rows.Count}⌉ = {Rank()}: number {Rank()} of {Rows(rows.Count)} by {formula.Column} = {result}",
            "share" => $"{Flagged(formula.Part!)} {formula.Part} ÷ {(formula.Whole is { } whole ? $"{Flagged(whole)} {whole}" : Rows(rows.Count))} = {result}",
            "rate" => $"{Rows(rows.Count)} ÷ {explained.Selection.Window} = {result}",
            _ => $"over {Rows(rows.Count)} with {Flagged("event")} remediated in the window = {result}",
        };

        int Column(string name) => explained.Definition.Columns.ToList().IndexOf(name);

        double Sum() => rows.Sum(row => (double)row.Cells[Column(formula.Column!)]!);

        int Flagged(string flag) => rows.Count(row => row.Cells[Column(flag)] is true);

        int Rank() => ((rows.Count * formula.Percent!.Value) + 99) / 100;
    }

    private static string Rows(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "row" : "rows")}");

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:N0} s");
}
