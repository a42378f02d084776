using System.Text.Json;

namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>Reads a <see cref="JsonSource"/> token by token, across its windows. Pass it by reference.</summary>
/// <remarks>Whatever is wrong with the JSON ends in an <see cref="UnreadablePayloadException"/> that names the line.</remarks>
public ref struct JsonCursor
{
    private readonly JsonSource _source;
    private Utf8JsonReader _reader;
    private long _offset;

    /// <summary>Continues where the source stands.</summary>
    public JsonCursor(JsonSource source)
    {
        _source = source;
        _reader = new Utf8JsonReader(source.Window, source.IsFinal, source.State);
        _offset = source.Offset;
    }

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>How many arrays and objects the current token stands in; its own brackets do not count.</summary>
    public readonly int Depth => _reader.CurrentDepth;

    /// <summary>Offset in the stream of the current token's first byte.</summary>
    public readonly long TokenOffset => _offset + _reader.TokenStartIndex;

    /// <summary>Offset in the stream of the byte after the current token.</summary>
    public readonly long EndOffset => _offset + _reader.BytesConsumed;

    public readonly JsonSource Source => _source;

    /// <summary>Leaves the place to the source, so that another cursor continues here.</summary>
    public readonly void Leave() => _source.Advance((int)_reader.BytesConsumed, _reader.CurrentState);

    /// <summary>The next token; false at the end of the document.</summary>
    public bool Read()
    {
        try
        {
            while (!_reader.Read())
            {
                if (!ReadOn())
                {
                    return false;
                }
            }
        }
        catch (JsonException broken)
        {
            throw Unreadable("invalid_json", "is not JSON: " + Reason(broken), (broken.LineNumber ?? 0) + 1);
        }
        if (_reader.ValueSpan.Length > JsonSource.MaxToken)
        {
            throw TooLong();
        }
        return true;
    }

    /// <summary>In an object: the next property's name, or false at the object's end.</summary>
    public bool NextProperty() => Read() && Token == JsonTokenType.PropertyName;

    /// <summary>In an array: the next element's first token, or false at the array's end.</summary>
    public bool NextElement() => Read() && Token != JsonTokenType.EndArray;

    /// <summary>The current property has this name.</summary>
    public readonly bool NameIs(ReadOnlySpan<byte> name) =>
        _reader.ValueIsEscaped ? Text() == JsonText.Decode(name) : _reader.ValueSpan.SequenceEqual(name);

    public readonly bool NameIs(string name) => _reader.ValueIsEscaped ? Text() == name : _reader.ValueTextEquals(name);

    /// <summary>Goes to the last token of the current value, or of the value of the current property.</summary>
    public void Skip()
    {
        if (Token == JsonTokenType.PropertyName)
        {
            Read();
        }
        if (Token is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = Depth;
            Read();
            SkipOut(depth);
        }
    }

    /// <summary>Goes to the end of the value that began at this depth and that the cursor stands in.</summary>
    public void SkipOut(int depth)
    {
        while (Depth > depth)
        {
            Read();
        }
    }

    /// <summary>The current string or name. What is no Unicode text in it stands as U+FFFD, and so does U+0000, which no database column takes.</summary>
    public readonly string Text()
    {
        if (!_reader.ValueIsEscaped)
        {
            return JsonText.Decode(_reader.ValueSpan);
        }
        return JsonText.Unescape(_reader.ValueSpan);
    }

    /// <summary>The current number as an integer; false when it is none or is out of range.</summary>
    public readonly bool TryInteger(out int value) => _reader.TryGetInt32(out value);

    /// <summary>The current number.</summary>
    public readonly bool TryNumber(out double value) => _reader.TryGetDouble(out value) && double.IsFinite(value);

    private bool ReadOn()
    {
        if (_source.IsFinal)
        {
            return false;
        }
        _source.Advance((int)_reader.BytesConsumed, _reader.CurrentState);
        if (!_source.Refill())
        {
            throw TooLong();
        }
        _reader = new Utf8JsonReader(_source.Window, _source.IsFinal, _source.State);
        _offset = _source.Offset;
        return true;
    }

    private readonly UnreadablePayloadException TooLong() =>
        Unreadable("too_long", $"has a string, a number or a stretch of white space of more than {JsonSource.MaxToken:N0} bytes",
            JsonPlace.LineAt(_source.Stream, EndOffset));

    private static UnreadablePayloadException Unreadable(string reason, string what, long line) =>
        new(new Refusal(reason, $"The payload {what} (line {line}).", Line: line));

    /// <summary>The parser's sentence without the position that it appends, which counts from 0.</summary>
    private static string Reason(JsonException broken)
    {
        var end = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? broken.Message : broken.Message[..end]).TrimEnd('.');
    }
}
