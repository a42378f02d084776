using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Scans;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>From an event's envelope to what is said about it: good, unused or refused.</summary>
internal sealed class EventReader(JsonSource source, EventTimes times)
{
    private const int IdLength = 1000;

    /// <param name="prefix">JSON pointer to the event.</param>
    public ReadItem Read(Envelope envelope, int index, string prefix)
    {
        try
        {
            return Check(envelope, index, prefix);
        }
        catch (EventRefusedException refused)
        {
            return new RefusedItem(index, envelope["source"].Text, envelope["id"].Text, envelope["type"].Text, refused.Refusal);
        }
    }

    private ReadItem Check(Envelope envelope, int index, string prefix)
    {
        if (Attribute(envelope, "specversion", prefix) is not "1.0")
        {
            throw Refused(envelope, "invalid_field", "specversion", "must be 1.0", prefix);
        }
        var type = Attribute(envelope, "type", prefix);
        var from = Attribute(envelope, "source", prefix);
        var id = Attribute(envelope, "id", prefix);
        if (EventTypes.Reader(type) is not { } read)
        {
            return new UnusedItem(index, from, id, type);
        }
        var time = Time(envelope, prefix);
        if (!envelope.IsJson)
        {
            throw Refused(envelope, "invalid_field", "datacontenttype", "must be a JSON media type", prefix);
        }
        using var hash = new ContentHash();
        hash.Add("type", type).Add("time", time.UtcTicks);
        if (Body(envelope, read, hash, prefix) is not { } body)
        {
            return new UnusedItem(index, from, id, type, new("no_change", "The event is understood, and nothing follows from it."));
        }
        hash.Add("service", body.Service);
        return new AcceptedItem(index, from, id, type, time, body.Service, hash.Finish(), body.Messages);
    }

    private DateTimeOffset Time(Envelope envelope, string prefix)
    {
        if (!Rfc3339.TryParse(Attribute(envelope, "time", prefix), out var time))
        {
            throw Refused(envelope, "invalid_field", "time", "must be a time as RFC 3339 writes it, with an offset", prefix);
        }
        if (times.IsFuture(time))
        {
            throw Refused(envelope, "future_time", "time", $"is ahead of the receiver's clock, which says {times.Now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", prefix);
        }
        return time;
    }

    private EventBody? Body(Envelope envelope, ReadBody read, ContentHash hash, string prefix)
    {
        if (envelope["data_base64"].Present)
        {
            return Encoded(envelope, read, hash, prefix);
        }
        if (envelope.DataAt is not { } at)
        {
            throw Refused(envelope, "missing_field", "data", "is required", prefix);
        }
        return Body(source, at, read, hash, envelope.HeaderPrefix is not null ? "" : prefix + "/data");
    }

    private static EventBody? Encoded(Envelope envelope, ReadBody read, ContentHash hash, string prefix)
    {
        if (envelope.DataAt is not null)
        {
            throw Refused(envelope, "invalid_field", "data_base64", "must not stand beside data", prefix);
        }
        var text = envelope["data_base64"].Text;
        var bytes = new byte[text?.Length ?? 0];
        if (text is null || !Convert.TryFromBase64String(text, bytes, out var length))
        {
            throw Refused(envelope, "invalid_field", "data_base64", "must be a text in base64", prefix);
        }
        try
        {
            var decoded = new JsonSource(new MemoryStream(bytes, 0, length, writable: false));
            CloudEvents.PassOver(decoded);
            return Body(decoded, 0, read, hash, prefix + "/data_base64");
        }
        catch (UnreadablePayloadException)
        {
            throw Refused(envelope, "invalid_json", "data_base64", "does not hold JSON", prefix);
        }
    }

    private static EventBody? Body(JsonSource source, long at, ReadBody read, ContentHash hash, string prefix)
    {
        source.Seek(at);
        var cursor = new JsonCursor(source);
        cursor.Read();
        try
        {
            if (cursor.Token != JsonTokenType.StartObject)
            {
                throw Fields.Invalid(ref cursor, "must be an object");
            }
            return read(ref cursor, hash);
        }
        catch (FieldException field)
        {
            throw new EventRefusedException(field.Refusal(source.Stream, at, prefix));
        }
        catch (UnreadableItemException item)
        {
            var refusal = item.Refusal(ReportValue.None);
            throw new EventRefusedException(refusal with { Pointer = prefix + refusal.Pointer });
        }
    }

    /// <summary>A required attribute.</summary>
    private static string Attribute(Envelope envelope, string name, string prefix)
    {
        var attribute = envelope[name];
        if (!attribute.Present)
        {
            throw Refused(envelope, "missing_field", name, "is required", prefix);
        }
        if (string.IsNullOrWhiteSpace(attribute.Text) || attribute.Text.Length > IdLength || attribute.Text.Any(char.IsControl))
        {
            throw Refused(envelope, "invalid_field", name, $"must be a text of 1 to {IdLength:N0} characters, none of them a control character", prefix);
        }
        return attribute.Text;
    }

    private static EventRefusedException Refused(Envelope envelope, string reason, string name, string problem, string prefix) =>
        new(envelope.HeaderPrefix is { } header && name != "data"
            ? new Refusal(reason, $"The header '{header}{name}' {problem}.")
            : new Refusal(reason, $"'{name}' at {prefix}/{name} {problem}.", $"{prefix}/{name}"));
}
