using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>A link; variables and values in it are filled in by Grafana.</summary>
public sealed record PageLink(string Title, string Url)
{
    internal JsonObject ToDataLink() => new() { ["title"] = Title, ["url"] = Url, ["targetBlank"] = false };

    internal JsonObject ToDashboardLink() => new()
    {
        ["title"] = Title,
        ["type"] = "link",
        ["url"] = Url,
        ["icon"] = "doc",
        ["tooltip"] = "",
        ["tags"] = new JsonArray(),
        ["asDropdown"] = false,
        ["includeVars"] = false,
        ["keepTime"] = false,
        ["targetBlank"] = false,
    };
}
