using System.Globalization;
using System.Text.Json.Nodes;

namespace MetricsPlatform.Standalone.Demo;

/// <summary>One native event (docs/events.md) of the demo's history.</summary>
/// <param name="Type">The type's middle part, such as <c>scan.completed</c>.</param>
/// <param name="Id">Stable: the same fact has the same id whenever the history is made.</param>
public sealed record DemoEvent(DateTimeOffset Time, string Type, string Source, string Id, string Service, JsonObject Data)
{
    /// <summary>The event as a structured CloudEvent.</summary>
    public JsonObject ToCloudEvent()
    {
        var data = (JsonObject)Data.DeepClone();
        data["service"] = Service;
        return new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = Id,
            ["source"] = Source,
            ["type"] = $"metricsplatform.{Type}.v1",
            ["time"] = Rfc3339(Time),
            ["subject"] = Service,
            ["datacontenttype"] = "application/json",
            ["data"] = data,
        };
    }

    /// <summary>UTC with seconds, as the platform's events write times.</summary>
    internal static string Rfc3339(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time as a part of ids.</summary>
    internal static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture);
}

/// <summary>One SARIF report of the demo's history, as a scanner's pipeline step would upload it.</summary>
/// <param name="Key">Idempotency key: the same report has the same key whenever the history is made.</param>
public sealed record DemoReport(DateTimeOffset Time, string Key, string Service, string Tool, string Commit, JsonObject Sarif);
