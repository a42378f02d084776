using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Data of <c>metricsplatform.scope.retired.v1</c> and <c>metricsplatform.service.retired.v1</c>.</summary>
internal static class RetirementData
{
    public static EventBody ReadScope(ref JsonCursor json, ContentHash hash)
    {
        var at = json.TokenOffset;
        var (service, tool, target) = Read(ref json);
        var name = tool.Required(at, "tool").ToLowerInvariant();
        hash.Add("tool", name).Add("target", target);
        return EventBody.Of(service, header => new ScopeRetired(header, service, name, target));
    }

    public static EventBody ReadService(ref JsonCursor json, ContentHash hash)
    {
        var service = Read(ref json).Service;
        return EventBody.Of(service, header => new ServiceRetired(header, service));
    }

    private static (string Service, string? Tool, string Target) Read(ref JsonCursor json)
    {
        var at = json.TokenOffset;
        string? service = null, tool = null, target = null;
        while (json.NextProperty())
        {
            if (json.NameIs("service"u8))
            {
                service = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("tool"u8))
            {
                tool = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("target"u8))
            {
                target = json.Identifier();
            }
            else
            {
                json.Skip();
            }
        }
        return (service.Required(at, "service"), tool, target ?? "");
    }
}
