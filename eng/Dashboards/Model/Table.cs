using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>A column of a table.</summary>
/// <param name="Expr">Its query; empty for a column that a label of the others gives.</param>
/// <param name="Label">The label; empty for a query's values.</param>
internal sealed record Column(string Title, string Expr, string Label = "", string Unit = Unit.Count, Thresholds? Thresholds = null)
{
    public IReadOnlyList<PageLink> Links { get; init; } = [];

    /// <summary>Values that are shown as a word.</summary>
    public IReadOnlyList<ValueWord> Words { get; init; } = [];

    /// <summary>A label of the rows.</summary>
    public static Column Of(string label, string title, params IReadOnlyList<PageLink> links) => new(title, "", label) { Links = links };
}

/// <summary>Tables: rows come from instant queries, joined over their labels.</summary>
internal static class Table
{
    /// <summary>Of a column, in pixels: twelve fit beside another panel.</summary>
    private const int MinWidth = 70;

    /// <summary>Of a matrix' first column, in pixels: names are longer than figures.</summary>
    private const int NameWidth = 140;

    /// <param name="sortBy">Title of the column that orders the rows.</param>
    public static Panel Of(string title, string description, int width, string sortBy, bool descending, params IReadOnlyList<Column> columns)
    {
        var queries = columns.Where(c => c.Expr.Length > 0).ToList();
        var fields = columns.Select(c => (Field: c.Label.Length > 0 ? c.Label : ValueOf(queries.IndexOf(c), queries.Count), c.Title)).ToList();
        return new("table", title, description, width)
        {
            Queries = [.. queries.Select(c => new Query(c.Expr, ""))],
            Shape = QueryShape.Table,
            NoValue = "–",
            Custom = Cells("auto"),
            Options = new JsonObject { ["showHeader"] = true, ["cellHeight"] = "sm" },
            Overrides = [.. columns.Select(ToOverride)],
            Transformations =
            [
                Transformation("merge", []),
                Transformation("organize", new()
                {
                    ["excludeByName"] = new JsonObject { ["Time"] = true },
                    ["indexByName"] = new JsonObject(fields.Select((f, i) => KeyValuePair.Create(f.Field, (JsonNode?)i))),
                    ["renameByName"] = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Field, (JsonNode?)f.Title))),
                }),
                Transformation("sortBy", new()
                {
                    ["fields"] = new JsonObject(),
                    ["sort"] = new JsonArray(new JsonObject { ["field"] = sortBy, ["desc"] = descending }),
                }),
            ],
        };
    }

    /// <summary>One query with two labels as a matrix: the one gives the rows, the other the columns.</summary>
    /// <param name="plain">Columns whose values have no colour.</param>
    public static Panel Matrix(
        string title, string description, int width, string expr, Column rows, string columns, string unit, Thresholds thresholds, params IReadOnlyList<string> plain) =>
        new("table", title, description, width)
        {
            Queries = [new Query(expr, "")],
            Shape = QueryShape.Table,
            Unit = unit,
            Decimals = 1,
            Thresholds = thresholds,
            NoValue = "–",
            Custom = Cells("color-text"),
            Options = new JsonObject { ["showHeader"] = true, ["cellHeight"] = "sm" },
            Overrides =
            [
                new Override($"{rows.Label}\\{columns}", ("displayName", rows.Title), ("custom.minWidth", NameWidth), ("custom.cellOptions", Text("auto")), ("links", LinksOf(rows))),
                .. plain.Select(column => new Override(column, ("custom.cellOptions", Text("auto")))),
            ],
            Transformations =
            [
                Transformation("groupingToMatrix", new() { ["rowField"] = rows.Label, ["columnField"] = columns, ["valueField"] = "Value", ["emptyValue"] = "null" }),
            ],
        };

    private static Override ToOverride(Column column)
    {
        var properties = new List<(string, JsonNode)>();
        if (column.Unit != Unit.Count)
        {
            properties.Add(("unit", column.Unit));
        }
        if (column.Unit == Unit.Days)
        {
            properties.Add(("decimals", 1));
        }
        if (column.Thresholds is { } thresholds)
        {
            properties.Add(("thresholds", thresholds.ToNode()));
            properties.Add(("custom.cellOptions", Text("color-text")));
        }
        if (column.Words.Count > 0)
        {
            properties.Add(("mappings", ValueWord.ToMappings(column.Words)));
        }
        if (column.Links.Count > 0)
        {
            properties.Add(("links", LinksOf(column)));
        }
        return new Override(column.Title, [.. properties]);
    }

    /// <summary>How Grafana calls the values of a query: by its letter, where there are several.</summary>
    private static string ValueOf(int query, int queries) => queries == 1 ? "Value" : $"Value #{Query.RefId(query)}";

    private static JsonArray LinksOf(Column column) => [.. column.Links.Select(l => (JsonNode)l.ToDataLink())];

    private static JsonObject Cells(string type) => new() { ["align"] = "auto", ["minWidth"] = MinWidth, ["wrapHeaderText"] = true, ["cellOptions"] = Text(type), ["filterable"] = false };

    private static JsonObject Text(string type) => new() { ["type"] = type };

    private static JsonObject Transformation(string id, JsonObject options) => new() { ["id"] = id, ["options"] = options };
}
