using System.Text.Json;

namespace MetricsPlatform.Ingestion.DeadLetters;

/// <summary>What the bytes of a message on the bus say about it: they are MassTransit's envelope, if they are anything.</summary>
/// <param name="Type">Name of the contract.</param>
/// <param name="Service">That the message is about.</param>
internal sealed record Envelope(string? Type, string? Service)
{
    private static readonly Envelope Unreadable = new(null, null);

    public static Envelope Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new(TypeOf(document.RootElement), ServiceOf(document.RootElement)) : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    /// <summary><c>"messageType": ["urn:message:Namespace:Name", …]</c></summary>
    private static string? TypeOf(JsonElement envelope) =>
        envelope.TryGetProperty("messageType", out var types) && types.ValueKind == JsonValueKind.Array && types.GetArrayLength() > 0
            ? types[0].ToString().Split(':')[^1]
            : null;

    private static string? ServiceOf(JsonElement envelope) =>
        envelope.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
        && message.TryGetProperty("service", out var service) && service.ValueKind == JsonValueKind.String
            ? service.GetString()
            : null;
}
