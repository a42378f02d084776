using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MetricsPlatform.Dashboards.Model;

/// <summary>A dashboard in Grafana's JSON model, schema version 39: Grafana 11 and later read it as it is.</summary>
/// <param name="Name">Names the file and, after <c>metricsplatform-</c>, the uid that links use.</param>
/// <param name="From">Start of the range that is shown at first, such as <c>now-90d</c>.</param>
/// <param name="Page">What of our pages the dashboard as a whole belongs to.</param>
public sealed record Dashboard(
    string Name, string Title, string Description, string From, string Refresh, PageLink Page,
    IReadOnlyList<Variable> Variables, IReadOnlyList<Section> Sections, Annotation? Annotation = null)
{
    private const int SchemaVersion = 39;
    private const string Tag = "metricsplatform";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
    };

    public static string UidOf(string name) => $"{Tag}-{name}";

    public string ToJson() => ToNode().ToJsonString(Indented) + "\n";

    private JsonObject ToNode() => new()
    {
        ["uid"] = UidOf(Name),
        ["title"] = Title,
        ["description"] = Description,
        ["tags"] = new JsonArray(Tag),
        ["editable"] = false,
        ["graphTooltip"] = 1,
        ["schemaVersion"] = SchemaVersion,
        ["time"] = new JsonObject { ["from"] = From, ["to"] = "now" },
        ["timezone"] = "browser",
        ["refresh"] = Refresh,
        ["annotations"] = new JsonObject { ["list"] = Annotation is null ? [] : new JsonArray(Annotation.ToNode()) },
        ["links"] = new JsonArray(OtherDashboards(), Page.ToDashboardLink()),
        ["templating"] = new JsonObject { ["list"] = new JsonArray([.. Variables.Select(v => (JsonNode)v.ToNode())]) },
        ["panels"] = Layout.Of(Sections),
    };

    private static JsonObject OtherDashboards() => new()
    {
        ["title"] = "MetricsPlatform",
        ["type"] = "dashboards",
        ["tags"] = new JsonArray(Tag),
        ["icon"] = "external link",
        ["tooltip"] = "",
        ["asDropdown"] = false,
        ["includeVars"] = true,
        ["keepTime"] = true,
        ["targetBlank"] = false,
    };
}
