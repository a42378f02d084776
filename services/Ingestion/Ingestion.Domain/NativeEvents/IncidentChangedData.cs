using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Data of <c>metricsplatform.incident.changed.v1</c>.</summary>
internal static class IncidentChangedData
{
    public static EventBody Read(ref JsonCursor json, ContentHash hash)
    {
        var at = json.TokenOffset;
        string? service = null, key = null, environment = null, version = null, severity = null, url = null;
        IncidentStatus? status = null;
        IReadOnlyList<string> features = [];
        while (json.NextProperty())
        {
            if (json.NameIs("service"u8))
            {
                service = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("key"u8))
            {
                key = json.Identifier();
            }
            else if (json.NameIs("status"u8))
            {
                status = json.Word<IncidentStatus>();
            }
            else if (json.NameIs("environment"u8))
            {
                environment = json.Identifier();
            }
            else if (json.NameIs("version"u8))
            {
                version = json.Identifier();
            }
            else if (json.NameIs("severity"u8))
            {
                severity = json.Identifier();
            }
            else if (json.NameIs("url"u8))
            {
                url = json.Identifier();
            }
            else if (json.NameIs("features"u8))
            {
                features = json.Identifiers();
            }
            else
            {
                json.Skip();
            }
        }
        var struck = service.Required(at, "service");
        var incident = key.Required(at, "key");
        var stands = status.Required(at, "status");
        return EventBody.Of(
            new IncidentChanged(NativeContent.NoHeader, struck, incident, stands, environment, version, severity, url, features), hash);
    }
}
