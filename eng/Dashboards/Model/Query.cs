using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>A PromQL query.</summary>
/// <param name="Name">Names the series: a text, or labels as in <c>{{team}}</c>.</param>
public sealed record Query(string Expr, string Name)
{
    /// <param name="shape">Over the range, at its end, or at its end as a table.</param>
    internal JsonObject ToNode(int index, QueryShape shape) => new()
    {
        ["refId"] = RefId(index),
        ["datasource"] = Datasource.Reference(),
        ["expr"] = Expr,
        ["legendFormat"] = Name,
        ["instant"] = shape is not QueryShape.Range,
        ["range"] = shape is QueryShape.Range,
        ["format"] = shape is QueryShape.Table ? "table" : "time_series",
    };

    /// <summary>A, B, C ...</summary>
    internal static string RefId(int index) => $"{(char)('A' + index)}";
}

internal enum QueryShape
{
    Range,
    Instant,
    Table,
}
