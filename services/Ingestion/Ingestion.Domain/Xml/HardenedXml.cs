using System.Xml;
using MetricsPlatform.Ingestion.Domain.Json;

namespace MetricsPlatform.Ingestion.Domain.Xml;

/// <summary>Reads XML forward, node by node. No document type is processed, nothing is fetched; depth and the size of a node are bounded.</summary>
/// <remarks>Whatever is wrong with the XML ends in an <see cref="UnreadablePayloadException"/> that names the line.</remarks>
internal sealed class HardenedXml : IDisposable
{
    /// <summary>The largest text, or element with its attributes, in bytes as written.</summary>
    private const int MaxNode = 4 * JsonSource.MaxToken;

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        // Tools write references to characters that XML does not allow; XmlValue replaces what cannot be stored.
        CheckCharacters = false,
    };

    private readonly MeteredStream _stream;
    private readonly XmlReader _xml;

    public HardenedXml(Stream stream)
    {
        stream.Position = 0;
        _stream = new MeteredStream(stream, MaxNode);
        _xml = XmlReader.Create(_stream, s_settings);
    }

    public XmlReader Node => _xml;

    /// <summary>1-based line of the current node.</summary>
    public int Line => ((IXmlLineInfo)_xml).LineNumber;

    /// <summary>The next node; false at the end of the document.</summary>
    public bool Read()
    {
        _stream.Meter = 0;
        if (!Guarded(xml => xml.Read()))
        {
            return false;
        }
        if (_xml.Depth > JsonSource.MaxDepth)
        {
            throw Unreadable("invalid_xml", $"nests elements deeper than {JsonSource.MaxDepth}", Line);
        }
        return true;
    }

    /// <summary>Text of the current node. The parser reads a long one only now.</summary>
    public string Value => Guarded(xml => xml.Value);

    public void Dispose() => _xml.Dispose();

    private T Guarded<T>(Func<XmlReader, T> read)
    {
        try
        {
            return read(_xml);
        }
        catch (XmlException broken)
        {
            throw Unreadable("invalid_xml", "is not XML: " + Reason(broken), Math.Max(broken.LineNumber, 1));
        }
        catch (MeteredStream.ExceededException)
        {
            throw Unreadable("too_long", $"has a text or an element of more than {MaxNode:N0} bytes", Math.Max(Line, 1));
        }
    }

    private static UnreadablePayloadException Unreadable(string reason, string what, long line) =>
        new(new Refusal(reason, $"The payload {what} (line {line}).", Line: line));

    /// <summary>The parser's sentence without the position that it appends.</summary>
    private static string Reason(XmlException broken)
    {
        var end = broken.Message.IndexOf(" Line ", StringComparison.Ordinal);
        var reason = (end < 0 ? broken.Message : broken.Message[..end]).TrimEnd('.');
        return reason.Length <= 200 ? reason : reason[..200];
    }
}
