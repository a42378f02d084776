using System.Text.Json;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Json;

/// <summary>A JSON value of a report: a small one is held, a large one stays in the stream and is read again when it is asked for.</summary>
/// <remarks>Memory is therefore that of the few values in hand, whatever the report's size and shape.</remarks>
internal sealed class JsonValue : ReportValue
{
    /// <summary>A value of at most this many windows is held.</summary>
    private const int HeldWindows = 4;

    /// <summary>How much of a text is kept, in UTF-16 units: more than of any text that a finding keeps.</summary>
    private const int MostText = 16 * 1024;

    /// <summary>How much of a member's name is kept, in UTF-16 units.</summary>
    private const int MostName = 1000;

    /// <summary>The most members of a large object that can be asked for by name; <see cref="Each"/> gives all.</summary>
    private const int MostNames = 1000;

    private readonly Stream _json;
    private readonly int _window;
    private readonly JsonValue? _parent;
    private readonly string? _name;
    private readonly int _index;
    private readonly JsonTokenType _type;
    private readonly long _at;
    private readonly string? _text;
    private JsonValue[]? _held;
    private Dictionary<string, JsonValue>? _names;

    private JsonValue(ref JsonCursor json, JsonValue? parent, string? name, int index)
    {
        _json = json.Source.Stream;
        _window = json.Source.FirstWindow;
        _parent = parent;
        _name = name;
        _index = index;
        _type = json.Token;
        _at = json.TokenOffset;
        if (_type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
        {
            _text = TextLimits.Cut(json.Text().Trim(), MostText);
        }
    }

    public override string Name => _name ?? "";

    public override string? Text => _text;

    public override bool Exists => _type != JsonTokenType.Null;

    public override bool IsList => _type == JsonTokenType.StartArray;

    public override ReportValue Up => (ReportValue?)_parent ?? None;

    public override ReportValue this[string name]
    {
        get
        {
            if (_type != JsonTokenType.StartObject)
            {
                return None;
            }
            if (_held is not null && _names is null)
            {
                return Array.FindLast(_held, value => value._name == name) ?? None;
            }
            return (_names ??= ReadNames()).GetValueOrDefault(name) ?? None;
        }
    }

    /// <summary>The value that the cursor stands on; it is left on the value's last token.</summary>
    /// <param name="index">Place in the parent, or of a value at the top of JSON Lines; -1 for the only value.</param>
    public static JsonValue Read(ref JsonCursor json, JsonValue? parent = null, string? name = null, int index = -1) =>
        Read(ref json, parent, name, index, json.Source.FirstWindow * HeldWindows);

    private static JsonValue Read(ref JsonCursor json, JsonValue? parent, string? name, int index, int held)
    {
        var value = new JsonValue(ref json, parent, name, index);
        var depth = json.Depth;
        if (value.HasParts && !value.Hold(ref json, value._at + held))
        {
            json.SkipOut(depth);
        }
        return value;
    }

    /// <summary>The only value of a document, or the first. The members of an object are noted in passing, so that neither asking for one nor going through them costs further reading.</summary>
    public static JsonValue ReadTop(ref JsonCursor json)
    {
        if (json.Token != JsonTokenType.StartObject)
        {
            return Read(ref json);
        }
        var top = new JsonValue(ref json, null, null, -1) { _names = new Dictionary<string, JsonValue>(StringComparer.Ordinal) };
        var held = top.HeldBytes;
        var parts = new List<JsonValue>();
        for (var index = 0; top.NextPart(ref json, out var name); index++)
        {
            var part = top.ReadPart(ref json, name, index, ref held);
            Note(top._names, part);
            if (index <= MostNames)
            {
                parts.Add(part);
            }
        }
        top._held = parts.Count <= MostNames ? [.. parts] : null;
        return top;
    }

    public override IEnumerable<ReportValue> Each() => _held is not null || !HasParts ? _held ?? [] : StreamParts();

    public override Refusal Refuse(string reason, string problem, string? member = null)
    {
        var pointer = Pointer + (member is null ? "" : "/" + JsonPlace.Escape(member));
        var field = pointer[(pointer.LastIndexOf('/') + 1)..];
        var line = Top._index < 0 ? (long?)null : JsonPlace.LineAt(_json, Top._at);
        var place = line is null ? $"at {(pointer.Length == 0 ? "the top" : pointer)}" : $"at {pointer} of the value in line {line}";
        return new Refusal(reason, $"'{field}' {place} {problem}.", pointer, line);
    }

    private int HeldBytes => _window * HeldWindows;

    private bool HasParts => _type is JsonTokenType.StartObject or JsonTokenType.StartArray;

    private JsonValue Top => _parent?.Top ?? this;

    private string Pointer => _parent is null ? "" : $"{_parent.Pointer}/{(_name is null ? $"{_index}" : JsonPlace.Escape(_name))}";

    /// <summary>Reads all parts; false when they reach beyond <paramref name="limit"/>, with the cursor somewhere inside.</summary>
    private bool Hold(ref JsonCursor json, long limit)
    {
        var parts = new List<JsonValue>();
        while (NextPart(ref json, out var name))
        {
            var part = new JsonValue(ref json, this, name, parts.Count);
            if (json.EndOffset > limit || (part.HasParts && !part.Hold(ref json, limit)))
            {
                return false;
            }
            parts.Add(part);
        }
        _held = [.. parts];
        return true;
    }

    private bool NextPart(ref JsonCursor json, out string? name)
    {
        name = null;
        if (_type == JsonTokenType.StartArray)
        {
            return json.NextElement();
        }
        if (!json.NextProperty())
        {
            return false;
        }
        name = json.Text();
        name = name.Length <= MostName ? name : name[..MostName];
        return json.Read();
    }

    private Dictionary<string, JsonValue> ReadNames()
    {
        var names = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var value in StreamParts(inAll: true))
        {
            Note(names, value);
        }
        return names;
    }

    private static void Note(Dictionary<string, JsonValue> names, JsonValue value)
    {
        if (names.Count < MostNames || names.ContainsKey(value.Name))
        {
            names[value.Name] = value;
        }
    }

    /// <summary>Reads the parts from the stream: the first, which is all that many want, and then as many at a time as may be held.</summary>
    /// <param name="inAll">All parts are going to be kept: together they may hold what else each may.</param>
    private IEnumerable<JsonValue> StreamParts(bool inAll = false)
    {
        var source = new JsonSource(_json, _at, _window);
        JsonElements.Enter(source);
        var batch = new List<JsonValue>();
        var held = HeldBytes;
        var next = 0;
        for (var more = true; more; batch.Clear())
        {
            more = Fill(source, batch, next, next == 0 ? 1 : HeldBytes, ref held);
            held = inAll ? held : HeldBytes;
            foreach (var value in batch)
            {
                yield return value;
            }
            next += batch.Count;
        }
    }

    /// <summary>False when the last part has been read.</summary>
    /// <param name="bytes">Ends with the part that reaches this far.</param>
    private bool Fill(JsonSource source, List<JsonValue> batch, int next, int bytes, ref int held)
    {
        var json = new JsonCursor(source);
        var limit = json.EndOffset + bytes;
        while (json.EndOffset < limit)
        {
            if (!NextPart(ref json, out var name))
            {
                return false;
            }
            batch.Add(ReadPart(ref json, name, next + batch.Count, ref held));
        }
        json.Leave();
        return true;
    }

    /// <param name="held">How many bytes may still be held.</param>
    private JsonValue ReadPart(ref JsonCursor json, string? name, int index, ref int held)
    {
        var part = Read(ref json, this, name, index, held);
        if (part._held is not null)
        {
            held -= (int)Math.Min(held, json.EndOffset - part._at);
        }
        return part;
    }
}
