using System.Globalization;
using System.Text.Json.Nodes;

namespace MetricsPlatform.Tests.EndToEnd.Driver;

/// <summary>Writes the events and reports that a sender would send.</summary>
public static class Events
{
    public static JsonObject Scan(string id, DateTimeOffset at, string service, string tool, params JsonNode[] results) => CloudEvent(
        "scan.completed", id, at, new JsonObject { ["service"] = service, ["tool"] = tool, ["results"] = new JsonArray([.. results.Select(r => r.DeepClone())]) });

    public static JsonObject Deployment(string id, DateTimeOffset at, string service, string version, string commit) => CloudEvent(
        "release.deployed", id, at, new JsonObject { ["service"] = service, ["version"] = version, ["commit"] = commit });

    /// <param name="status"><c>open</c> or <c>resolved</c>.</param>
    public static JsonObject Incident(string id, DateTimeOffset at, string service, string key, string status) => CloudEvent(
        "incident.changed", id, at, new JsonObject { ["service"] = service, ["key"] = key, ["status"] = status });

    public static JsonObject Dependency(string rule, string package, params string[] aliases) => new()
    {
        ["kind"] = "dependency",
        ["rule"] = rule,
        ["aliases"] = new JsonArray([.. aliases.Select(a => (JsonNode)a)]),
        ["package"] = package,
        ["severity"] = "high",
    };

    /// <summary>A SARIF 2.1.0 report of one run.</summary>
    /// <param name="results">Rule, file and line of each.</param>
    public static JsonObject Sarif(string tool, DateTimeOffset at, IEnumerable<(string Rule, string Path, int Line)> results) => new()
    {
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = tool } },
            ["invocations"] = new JsonArray(new JsonObject { ["executionSuccessful"] = true, ["startTimeUtc"] = Text(at) }),
            ["results"] = new JsonArray([.. results.Select(r => Result(r.Rule, r.Path, r.Line))]),
        }),
    };

    private static JsonObject Result(string rule, string path, int line) => new()
    {
        ["ruleId"] = rule,
        ["level"] = "error",
        ["message"] = new JsonObject { ["text"] = $"{rule} in {path}" },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = path },
                ["region"] = new JsonObject { ["startLine"] = line },
            },
        }),
    };

    private static JsonObject CloudEvent(string type, string id, DateTimeOffset at, JsonObject data) => new()
    {
        ["specversion"] = "1.0",
        ["type"] = $"metricsplatform.{type}.v1",
        ["source"] = "/ci",
        ["id"] = id,
        ["time"] = Text(at),
        ["data"] = data,
    };

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
