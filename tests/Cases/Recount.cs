using System.Globalization;

namespace MetricsPlatform.Tests.Cases;

/// <summary>Computes a figure from its exported rows with nothing but school arithmetic: what anybody can do in a spreadsheet.</summary>
/// <param name="Header">Names of the columns.</param>
/// <param name="Rows">Cells as the export writes them.</param>
public sealed record Recount(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Kind and parts of the formula, as the explanation names them.</summary>
    /// <param name="window">Of days: "30d".</param>
    public double? Of(string kind, string? column, string? part, string? whole, int? percent, string? window) => kind switch
    {
        "count" => Rows.Count,
        "sum" => Numbers(column!).Sum(),
        "mean" => Rows.Count == 0 ? null : Numbers(column!).Sum() / Rows.Count,
        "max" => Rows.Count == 0 ? null : Numbers(column!).Max(),
        "quantile" => Rows.Count == 0 ? null : Numbers(column!).Order().ElementAt((int)Math.Ceiling(percent!.Value * Rows.Count / 100m) - 1),
        "share" => Share(Flags(part!), whole is null ? Rows.Count : Flags(whole)),
        "rate" => Rows.Count / double.Parse(window!.TrimEnd('d'), CultureInfo.InvariantCulture),
        "survival_median" => SurvivalMedian(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such formula."),
    };

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private double? SurvivalMedian()
    {
        var rows = Numbers("entry_seconds").Zip(Numbers("exit_seconds"), Cells("event").Select(e => e == "true")).ToList();
        var survival = 1.0;
        foreach (var t in rows.Where(r => r.Third).Select(r => r.Second).Distinct().Order())
        {
            survival *= 1 - ((double)rows.Count(r => r.Third && r.Second == t) / rows.Count(r => r.First < t && t <= r.Second));
            if (survival <= 0.5 + 1e-12)
            {
                return t;
            }
        }
        return null;
    }

    private int Flags(string column) => Cells(column).Count(cell => cell == "true");

    private IEnumerable<double> Numbers(string column) => Cells(column).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture));

    private IEnumerable<string> Cells(string column)
    {
        var index = Header.ToList().IndexOf(column);
        return Rows.Select(row => row[index]);
    }
}
