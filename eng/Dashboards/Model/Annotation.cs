using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>Instants that a query's values name (Unix time in milliseconds), as marks on the panels.</summary>
public sealed record Annotation(string Name, string Expr, string Title)
{
    internal JsonObject ToNode() => new()
    {
        ["name"] = Name,
        ["enable"] = true,
        ["iconColor"] = "blue",
        ["datasource"] = Datasource.Reference(),
        ["target"] = new JsonObject { ["refId"] = "Anno", ["expr"] = Expr },
        ["titleFormat"] = Title,
        ["useValueForTime"] = true,
    };
}
