using MetricsPlatform.Ingestion.Domain.Csv;
using MetricsPlatform.Ingestion.Domain.Json;
using MetricsPlatform.Ingestion.Domain.Xml;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>A report's bytes, as what they are written in.</summary>
internal sealed class ReportContent
{
    private const int MostShown = 8;
    private const int MostName = 40;

    /// <summary>White space of more than this many bytes before a report is not looked through.</summary>
    private const int Start = 4096;

    private readonly JsonValue? _first;
    private readonly bool _isOnly;

    /// <param name="stream">Seekable; stays open while what is read from it is in use.</param>
    /// <param name="asked">What the request says.</param>
    /// <param name="window">Size of the window at first, in bytes.</param>
    /// <exception cref="UnreadablePayloadException">It is empty, in no encoding that is read, or broken JSON.</exception>
    public ReportContent(Stream stream, ScanQuery asked, int window = JsonSource.DefaultWindow)
    {
        Stream = stream;
        Asked = asked;
        Window = window;
        Medium = MediumOf(stream);
        if (Medium == Medium.Json)
        {
            (_first, _isOnly) = ReadFirst();
        }
        else if (Medium == Medium.Xml)
        {
            Xml = XmlItems.Root(stream);
        }
        else
        {
            Columns = CsvReader.Header(stream);
        }
    }

    public Stream Stream { get; }

    public Medium Medium { get; }

    /// <summary>What the request says. It goes before what the report says, for every format alike; few formats need to know it.</summary>
    public ScanQuery Asked { get; }

    public int Window { get; }

    /// <summary>The JSON value; <see cref="ReportValue.None"/> when there are several of them, or something else.</summary>
    public ReportValue Json => _isOnly ? _first! : ReportValue.None;

    /// <summary>The first of the JSON values.</summary>
    public ReportValue FirstJson => _first ?? ReportValue.None;

    /// <summary><c>null</c>, as Go writes a list that was never begun.</summary>
    public bool IsNull => _isOnly && !_first!.Exists;

    /// <summary>XML's root element with its attributes; without a name when it is something else.</summary>
    public ReportValue Xml { get; } = ReportValue.None;

    /// <summary>The names in the first row, if it is CSV.</summary>
    public CsvHeader Columns { get; } = new([]);

    /// <summary>What a person sees of it.</summary>
    public string Look => Medium switch
    {
        Medium.Xml => $"XML with the root <{Short(Xml.Name)}>",
        Medium.Csv => $"text whose first row is {Listed(Columns.Names)}",
        _ when !_isOnly => "several JSON values, the first of them " + Shown(_first!),
        _ => Shown(_first!),
    };

    /// <summary>JSON values that follow each other, one a line or not; a single one too.</summary>
    public IEnumerable<ReportValue> JsonValues()
    {
        var source = new JsonSource(Stream, window: Window, manyValues: true);
        for (var index = 0; NextValue(source, index) is { } value; index++)
        {
            yield return value;
        }
    }

    /// <summary>The elements at a path of local names from XML's root on.</summary>
    public IEnumerable<XmlValue> XmlElements(params string[] path) => XmlItems.Read(Stream, path);

    /// <summary>The rows of CSV after the first.</summary>
    public IEnumerable<ReportValue> Rows() => CsvReader.Rows(Stream);

    private static JsonValue? NextValue(JsonSource source, int index)
    {
        var json = new JsonCursor(source);
        if (!json.Read())
        {
            return null;
        }
        var value = JsonValue.Read(ref json, index: index);
        json.Leave();
        return value;
    }

    /// <summary>Reads the document to the end, or to the beginning of a second value.</summary>
    private (JsonValue First, bool IsOnly) ReadFirst()
    {
        var json = new JsonCursor(new JsonSource(Stream, window: Window, manyValues: true));
        json.Read();
        var first = JsonValue.ReadTop(ref json);
        return (first, !json.Read());
    }

    private static string Shown(ReportValue json)
    {
        if (json.IsList)
        {
            return json.Each().FirstOrDefault() is { } first ? $"a JSON array, its first element {Shown(first)}" : "an empty JSON array";
        }
        var names = json.Each().Select(member => member.Name).Take(MostShown + 1).ToList();
        return names.Count == 0 ? "an empty JSON value" : $"a JSON object with {Listed(names)}";
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostShown).Select(name => $"'{Short(name)}'")) + (names.Count > MostShown ? ", …" : "");

    private static string Short(string name) => name.Length > MostName ? name[..MostName] + "…" : name;

    /// <summary>Told by the first byte that is no white space.</summary>
    private static Medium MediumOf(Stream stream)
    {
        var start = new byte[Start];
        stream.Position = 0;
        var bytes = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new UnreadablePayloadException(new("unsupported_encoding", "The report is in UTF-16; send it in UTF-8."));
        }
        bytes = (bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes).TrimStart(" \t\r\n"u8);
        return bytes switch
        {
            [] => throw new UnreadablePayloadException(new("empty", "The report is empty.")),
            [(byte)'{' or (byte)'[', ..] => Medium.Json,
            _ when bytes.TrimEnd(" \t\r\n"u8).SequenceEqual("null"u8) => Medium.Json,
            [(byte)'<', ..] => Medium.Xml,
            _ => Medium.Csv,
        };
    }
}
