using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.NativeEvents;

/// <summary>A CloudEvents attribute as it was written: where, and its text unless it is absent or no text.</summary>
internal readonly record struct EventAttribute(long At, bool Present, string? Text);

/// <summary>What stands around an event's data (CloudEvents 1.0), unchecked.</summary>
internal sealed class Envelope
{
    private static readonly string[] s_names = ["specversion", "id", "source", "type", "time", "datacontenttype", "data_base64"];

    private const string HttpPrefix = "ce-";
    private const string AmqpPrefix = "cloudEvents_";

    private readonly Dictionary<string, EventAttribute> _attributes = new(StringComparer.Ordinal);

    /// <summary>Where the event begins.</summary>
    public long At { get; private init; }

    /// <summary>Where the event's data begin, if it has any.</summary>
    public long? DataAt { get; private set; }

    /// <summary>The attributes came as headers (binary mode), whose names begin with this; null: they stand in the JSON.</summary>
    public string? HeaderPrefix { get; private init; }

    /// <summary>The data are JSON, or nothing says what they are.</summary>
    public bool IsJson
    {
        get
        {
            var type = this["datacontenttype"].Text?.Split(';', 2)[0].Trim();
            return type is null || type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
        }
    }

    public EventAttribute this[string name] => _attributes.GetValueOrDefault(name);

    /// <summary>Structured mode: the cursor stands on the event's start and is left on its end.</summary>
    public static Envelope Read(ref JsonCursor json)
    {
        var envelope = new Envelope { At = json.TokenOffset };
        while (json.NextProperty())
        {
            if (json.NameIs("data"u8))
            {
                json.Read();
                envelope.DataAt = json.Token == JsonTokenType.Null ? null : json.TokenOffset;
                json.Skip();
            }
            else if (NameOf(ref json) is { } name)
            {
                json.Read();
                envelope._attributes[name] = new EventAttribute(
                    json.TokenOffset, json.Token != JsonTokenType.Null, json.Token == JsonTokenType.String ? json.Text() : null);
                json.Skip();
            }
            else
            {
                json.Skip();
            }
        }
        return envelope;
    }

    /// <summary>Binary mode over HTTP: each attribute is a <c>ce-</c> header, percent-encoded; the data are the body.</summary>
    public static Envelope OfHttpHeaders(IEnumerable<KeyValuePair<string, string>> headers, string? contentType) =>
        OfHeaders(headers.Select(header => KeyValuePair.Create(header.Key, HeaderText.Decode(header.Value))), contentType, HttpPrefix);

    /// <summary>Binary mode over AMQP: each attribute is a header that begins with <c>cloudEvents_</c>, or <c>cloudEvents:</c>, which some clients cannot write.</summary>
    public static Envelope OfAmqpHeaders(IEnumerable<KeyValuePair<string, string>> headers, string? contentType) => OfHeaders(
        headers.Select(header => KeyValuePair.Create(header.Key.Replace("cloudEvents:", AmqpPrefix, StringComparison.OrdinalIgnoreCase), header.Value)), contentType, AmqpPrefix);

    private static Envelope OfHeaders(IEnumerable<KeyValuePair<string, string>> headers, string? contentType, string prefix)
    {
        var envelope = new Envelope { HeaderPrefix = prefix, DataAt = 0 };
        foreach (var (header, value) in headers)
        {
            if (header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                envelope._attributes[header[prefix.Length..].ToLowerInvariant()] = new EventAttribute(0, true, value);
            }
        }
        if (contentType is not null)
        {
            envelope._attributes["datacontenttype"] = new EventAttribute(0, true, contentType);
        }
        envelope._attributes.Remove("data_base64");
        return envelope;
    }

    private static string? NameOf(ref JsonCursor json)
    {
        foreach (var name in s_names)
        {
            if (json.NameIs(name))
            {
                return name;
            }
        }
        return null;
    }
}
