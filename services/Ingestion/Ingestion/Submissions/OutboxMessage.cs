using System.Text.Json;
using System.Text.Json.Serialization;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>How a native message is kept in the outbox: a type's name and JSON. The names are stored: never change one.</summary>
public static class OutboxMessage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, Type> Types = new()
    {
        ["scan-part"] = typeof(ScanPart),
        ["release-deployed"] = typeof(ReleaseDeployed),
        ["finding-triaged"] = typeof(FindingTriaged),
        ["ticket-changed"] = typeof(TicketChanged),
        ["scan-withdrawn"] = typeof(ScanWithdrawn),
        ["scope-retired"] = typeof(ScopeRetired),
        ["service-retired"] = typeof(ServiceRetired),
        ["incident-changed"] = typeof(IncidentChanged),
    };

    private static readonly Dictionary<Type, string> Names = Types.ToDictionary(t => t.Value, t => t.Key);

    public static (string Type, byte[] Body) Write(NativeEvent message) =>
        (Names[message.GetType()], JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), Json));

    public static NativeEvent Read(string type, byte[] body) => (NativeEvent)JsonSerializer.Deserialize(body, Types[type], Json)!;
}
