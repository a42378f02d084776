using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Scans;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Data of <c>metricsplatform.scan.withdrawn.v1</c>.</summary>
internal static class ScanWithdrawnData
{
    public static EventBody Read(ref JsonCursor json, ContentHash hash)
    {
        var at = json.TokenOffset;
        string? service = null, reason = null, by = null;
        (string Source, string Id)? scan = null;
        while (json.NextProperty())
        {
            if (json.NameIs("service"u8))
            {
                service = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("scan"u8))
            {
                scan = json.EnterObject() ? ReadScan(ref json) : null;
            }
            else if (json.NameIs("reason"u8))
            {
                reason = json.Prose(TextLimits.Description);
            }
            else if (json.NameIs("by"u8))
            {
                by = json.Identifier();
            }
            else
            {
                json.Skip();
            }
        }
        var owner = service.Required(at, "service");
        var (source, id) = scan.Required(at, "scan");
        hash.Add("source", source).Add("id", id).Add("reason", reason).Add("by", by);
        return EventBody.Of(owner, header => new ScanWithdrawn(header, owner, source, id, reason, by));
    }

    private static (string Source, string Id) ReadScan(ref JsonCursor json)
    {
        var at = json.TokenOffset;
        string? source = null, id = null;
        while (json.NextProperty())
        {
            if (json.NameIs("source"u8))
            {
                source = json.Identifier();
            }
            else if (json.NameIs("id"u8))
            {
                id = json.Identifier();
            }
            else
            {
                json.Skip();
            }
        }
        return (source.Required(at, "source"), id.Required(at, "id"));
    }
}
