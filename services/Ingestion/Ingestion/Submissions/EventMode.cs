using MetricsPlatform.Ingestion.Domain;
using MetricsPlatform.Ingestion.Domain.NativeEvents;
using Microsoft.Net.Http.Headers;

namespace MetricsPlatform.Ingestion.Submissions;

/// <summary>How CloudEvents are written down (CloudEvents 1.0, HTTP and AMQP bindings).</summary>
internal enum EventMode
{
    /// <summary>Plain JSON: one event, or a batch.</summary>
    Either,
    Structured,
    Batch,

    /// <summary>Attributes in headers, data in the body.</summary>
    Binary,
}

/// <summary>Which mode something is in.</summary>
internal static class EventModes
{
    /// <summary>Null: none, as far as the content type tells.</summary>
    /// <param name="hasAttributes">Headers hold attributes of an event.</param>
    public static EventMode? Of(string? contentType, bool hasAttributes)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.Value?.ToLowerInvariant() : null;
        return type switch
        {
            "application/cloudevents-batch+json" => EventMode.Batch,
            "application/cloudevents+json" => EventMode.Structured,
            _ when hasAttributes => EventMode.Binary,
            "application/json" => EventMode.Either,
            _ => null,
        };
    }

    /// <summary>The mode of what is there: only its beginning tells a batch in plain JSON.</summary>
    public static EventMode In(this EventMode mode, Stream body) =>
        mode != EventMode.Either ? mode : CloudEvents.IsBatch(body) ? EventMode.Batch : EventMode.Structured;

    public static Refusal Unsupported(string headers) => new(
        "unsupported_media_type",
        $"Send application/cloudevents+json, application/cloudevents-batch+json, application/json, or {headers} with the data as body.");
}
