using System.Text;
using System.Xml;
using MetricsPlatform.Ingestion.Domain.Reports;
using MetricsPlatform.Ingestion.Domain.Terms;

namespace MetricsPlatform.Ingestion.Domain.Xml;

/// <summary>An element of a report with its attributes and children, or an attribute. Names are local: namespaces tell versions, which read the same.</summary>
internal sealed class XmlValue : ReportValue
{
    /// <summary>How much of an element is held, in UTF-16 units of names and texts.</summary>
    private const int HeldCharacters = 1024 * 1024;

    /// <summary>How much of a text is kept: more than of any text that a finding keeps.</summary>
    private const int MostText = 16 * 1024;

    /// <summary>What an attribute or element costs beside its text.</summary>
    private const int Overhead = 32;

    private readonly int _line;
    private readonly XmlValue? _owner;
    private readonly List<XmlValue> _attributes = [];
    private readonly List<XmlValue> _children = [];
    private string? _text;

    private XmlValue(string name, int line, XmlValue? owner)
    {
        Name = name;
        _line = line;
        _owner = owner;
    }

    public override string Name { get; }

    public override string? Text => _text;

    public override bool IsCut => Cut;

    public override ReportValue Up => (ReportValue?)_owner ?? None;

    public override ReportValue this[string name] =>
        (ReportValue?)_children.FindLast(child => child.Name == name) ?? _attributes.Find(attribute => attribute.Name == name) ?? None;

    public override IEnumerable<ReportValue> Each() => _children;

    public override Refusal Refuse(string reason, string problem, string? member = null) =>
        new(reason, $"{(member is null ? "" : $"'{member}' of ")}<{(Name.Length > 100 ? Name[..100] : Name)}> in line {_line} {problem}.", Line: _line);

    /// <summary>The element's start alone: the reader stays on it.</summary>
    public static XmlValue Start(HardenedXml xml, XmlValue? owner)
    {
        var held = 0;
        return Start(xml, owner, ref held);
    }

    /// <summary>The whole element: the reader is left on its end.</summary>
    public static XmlValue Element(HardenedXml xml, XmlValue? owner)
    {
        var held = 0;
        return Element(xml, owner, ref held);
    }

    /// <summary>A child that is known though its parent is not held.</summary>
    public void Keep(XmlValue child) => _children.Add(child);

    private bool Cut { get; set; }

    private static XmlValue Start(HardenedXml xml, XmlValue? owner, ref int held)
    {
        var element = new XmlValue(xml.Node.LocalName, xml.Line, owner);
        held += element.Name.Length + Overhead;
        while (xml.Node.MoveToNextAttribute())
        {
            var attribute = new XmlValue(xml.Node.LocalName, xml.Line, element) { _text = Clean(xml.Value) };
            held += attribute.Name.Length + (attribute._text?.Length ?? 0) + Overhead;
            element._attributes.Add(attribute);
        }
        xml.Node.MoveToElement();
        return element;
    }

    private static XmlValue Element(HardenedXml xml, XmlValue? owner, ref int held)
    {
        var element = Start(xml, owner, ref held);
        if (xml.Node.IsEmptyElement)
        {
            return element;
        }
        var text = new StringBuilder();
        while (xml.Read() && xml.Node.NodeType != XmlNodeType.EndElement)
        {
            if (xml.Node.NodeType == XmlNodeType.Element)
            {
                var child = Element(xml, element, ref held);
                element.Cut |= child.Cut || held > HeldCharacters;
                if (!element.Cut)
                {
                    element._children.Add(child);
                }
            }
            else if (text.Length < MostText && xml.Node.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                var value = xml.Value;
                text.Append(value, 0, Math.Min(value.Length, MostText - text.Length));
            }
        }
        element._text = Clean(text.ToString());
        held += element._text?.Length ?? 0;
        return element;
    }

    private static string? Clean(string text) => TextLimits.Cut(text.Trim().Replace('\0', '\uFFFD'), MostText);
}
