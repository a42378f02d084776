using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Tests.EndToEnd.Apart;

/// <summary>Writes native events as the CloudEvents that say the same (docs/events.md).</summary>
internal static class EventWriter
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static JsonNode Write(NativeEvent e)
    {
        var (type, data) = TypeAndData(e);
        return JsonSerializer.SerializeToNode(new { Specversion = "1.0", Type = $"metricsplatform.{type}.v1", e.Header.Source, e.Header.Id, e.Header.Time, Data = data }, Json)!;
    }

    private static (string Type, object Data) TypeAndData(NativeEvent native) => native switch
    {
        ScanPart e => ("scan.completed", new
        {
            e.Service, e.Scan.Tool, e.Scan.Target, e.Scan.Stage, e.Scan.Version, e.Scan.Commit, e.Scan.Branch, e.Scan.Complete, e.Scan.Successful, e.Results,
        }),
        ReleaseDeployed e => ("release.deployed", new { e.Service, e.Version, e.Commit, e.Environment, e.Outcome, e.Features, e.Url }),
        FindingTriaged e => ("finding.triaged", new { e.Service, e.Match, e.Decision, e.Until, e.By, e.Justification }),
        TicketChanged e => ("ticket.changed", new { e.Service, e.Tracker, e.Key, e.Status, e.Url, e.Assignee, e.Rules }),
        ScanWithdrawn e => ("scan.withdrawn", new { e.Service, Scan = new { Source = e.ScanSource, Id = e.ScanId }, e.Reason, e.By }),
        ScopeRetired e => ("scope.retired", new { e.Service, e.Tool, e.Target }),
        ServiceRetired e => ("service.retired", new { e.Service }),
        IncidentChanged e => ("incident.changed", new { e.Service, e.Key, e.Status, e.Environment, e.Version, e.Severity, e.Url, e.Features }),
        _ => throw new ArgumentException($"{native.GetType().Name} is no event that this version knows.", nameof(native)),
    };
}
