using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>CloudEvents 1.0 with the types of docs/events.md: structured, batched and binary mode, over HTTP and AMQP.</summary>
public static class CloudEvents
{
    /// <summary>Structured mode: one event (<c>application/cloudevents+json</c>), or a batch of them (<c>application/cloudevents-batch+json</c>).</summary>
    /// <param name="json">Seekable; stays open while items' messages are read.</param>
    /// <remarks>Broken JSON may show as late as at the end of the enumeration: accept nothing before it has ended.</remarks>
    /// <exception cref="UnreadablePayloadException">While enumerating: the payload is not JSON, or neither an event nor a batch.</exception>
    public static IEnumerable<ReadItem> ReadJson(Stream json, bool batch, EventTimes times) =>
        ReadJson(json, batch, times, JsonSource.DefaultWindow);

    /// <summary>The JSON is an array, as a batch is. The stream is at its beginning before and after.</summary>
    public static bool IsBatch(Stream json)
    {
        json.Position = 0;
        int octet;
        do
        {
            octet = json.ReadByte();
        }
        while (octet is ' ' or '\t' or '\r' or '\n' or 0xEF or 0xBB or 0xBF);   // white space, or a byte order mark
        json.Position = 0;
        return octet == '[';
    }

    /// <summary>Binary mode: attributes in <c>ce-</c> headers, percent-encoded, data in the body.</summary>
    /// <param name="headers">All the request's headers, or those that begin with <c>ce-</c>.</param>
    /// <param name="data">Seekable; stays open while the item's messages are read.</param>
    /// <exception cref="UnreadablePayloadException">The body is not JSON.</exception>
    public static ReadItem ReadBinary(
        IEnumerable<KeyValuePair<string, string>> headers, string? contentType, Stream data, EventTimes times) =>
        ReadBinary(Envelope.OfHttpHeaders(headers, contentType), data, times);

    /// <summary>Binary mode over AMQP: attributes in <c>cloudEvents_</c> headers as they are, data in the body.</summary>
    /// <exception cref="UnreadablePayloadException">The body is not JSON.</exception>
    public static ReadItem ReadAmqpBinary(
        IEnumerable<KeyValuePair<string, string>> headers, string? contentType, Stream data, EventTimes times) =>
        ReadBinary(Envelope.OfAmqpHeaders(headers, contentType), data, times);

    private static ReadItem ReadBinary(Envelope envelope, Stream data, EventTimes times)
    {
        var source = new JsonSource(data);
        if (envelope.IsJson)
        {
            PassOver(source);
        }
        return new EventReader(source, times).Read(envelope, 0, "");
    }

    internal static IEnumerable<ReadItem> ReadJson(Stream json, bool batch, EventTimes times, int window)
    {
        var source = new JsonSource(json, window: window);
        var reader = new EventReader(source, times);
        if (!batch)
        {
            yield return reader.Read(OnlyEvent(source), 0, "");
            yield break;
        }
        EnterBatch(source);
        for (var index = 0; NextEvent(source, out var envelope); index++)
        {
            var mark = source.Mark;
            yield return envelope is null ? NoEvent(index) : reader.Read(envelope, index, $"/{index}");
            source.Return(mark);
        }
    }

    private static Envelope OnlyEvent(JsonSource source)
    {
        var cursor = new JsonCursor(source);
        cursor.Read();
        if (cursor.Token != JsonTokenType.StartObject)
        {
            throw Unreadable("must be one event, an object; several events are a batch (application/cloudevents-batch+json)");
        }
        var envelope = Envelope.Read(ref cursor);
        cursor.Read();
        return envelope;
    }

    private static void EnterBatch(JsonSource source)
    {
        var cursor = new JsonCursor(source);
        cursor.Read();
        if (cursor.Token != JsonTokenType.StartArray)
        {
            throw Unreadable("must be a batch, an array of events; a single event is application/cloudevents+json");
        }
        cursor.Leave();
    }

    /// <param name="envelope">Null when the element is no object.</param>
    /// <returns>False at the end of the batch.</returns>
    private static bool NextEvent(JsonSource source, out Envelope? envelope)
    {
        envelope = null;
        var cursor = new JsonCursor(source);
        if (!cursor.NextElement())
        {
            cursor.Read();
            return false;
        }
        if (cursor.Token == JsonTokenType.StartObject)
        {
            envelope = Envelope.Read(ref cursor);
        }
        else
        {
            cursor.Skip();
        }
        cursor.Leave();
        return true;
    }

    /// <summary>Finds what is broken in the JSON, to its end.</summary>
    internal static void PassOver(JsonSource source)
    {
        var cursor = new JsonCursor(source);
        cursor.Read();
        cursor.Skip();
        cursor.Read();
    }

    private static RefusedItem NoEvent(int index) =>
        new(index, null, null, null, new Refusal("invalid_field", $"The element at /{index} must be an event, an object.", $"/{index}"));

    private static UnreadablePayloadException Unreadable(string problem) =>
        new(new Refusal("invalid_field", $"The payload {problem}.", ""));
}
