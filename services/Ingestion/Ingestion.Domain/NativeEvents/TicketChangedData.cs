using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Scans;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>Data of <c>metricsplatform.ticket.changed.v1</c>.</summary>
internal static class TicketChangedData
{
    public static EventBody Read(ref JsonCursor json, ContentHash hash)
    {
        var at = json.TokenOffset;
        string? service = null, tracker = null, key = null, url = null, assignee = null;
        TicketStatus? status = null;
        IReadOnlyList<string> rules = [];
        while (json.NextProperty())
        {
            if (json.NameIs("service"u8))
            {
                service = json.Identifier(Fields.NameLength);
            }
            else if (json.NameIs("tracker"u8))
            {
                tracker = json.Identifier();
            }
            else if (json.NameIs("key"u8))
            {
                key = json.Identifier();
            }
            else if (json.NameIs("status"u8))
            {
                status = json.Word<TicketStatus>();
            }
            else if (json.NameIs("url"u8))
            {
                url = json.Identifier();
            }
            else if (json.NameIs("assignee"u8))
            {
                assignee = json.Identifier();
            }
            else if (json.NameIs("rules"u8))
            {
                rules = json.Identifiers();
            }
            else
            {
                json.Skip();
            }
        }
        var owner = service.Required(at, "service");
        var where = tracker.Required(at, "tracker");
        var ticket = key.Required(at, "key");
        var stands = status.Required(at, "status");
        return EventBody.Of(new TicketChanged(NativeContent.NoHeader, owner, where, ticket, stands, url, assignee, rules), hash);
    }
}
