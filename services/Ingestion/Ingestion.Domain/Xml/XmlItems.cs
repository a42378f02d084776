using System.Xml;

namespace MetricsPlatform.Ingestion.Domain.Xml;

/// <summary>Finds the elements of a report that are its items, one after the other.</summary>
internal static class XmlItems
{
    /// <summary>The most children that are known of the elements around an item.</summary>
    private const int MostKept = 100;

    /// <summary>The root's name and attributes.</summary>
    public static XmlValue Root(Stream stream)
    {
        using var xml = new HardenedXml(stream);
        while (xml.Read() && xml.Node.NodeType != XmlNodeType.Element)
        {
        }
        return XmlValue.Start(xml, null);
    }

    /// <summary>All elements at a path of local names from the root on. <see cref="XmlValue.Up"/> of each is the element around it.</summary>
    public static IEnumerable<XmlValue> Read(Stream stream, params string[] path)
    {
        using var xml = new HardenedXml(stream);
        var around = new List<XmlValue>();
        while (xml.Read())
        {
            var depth = xml.Node.Depth;
            if (xml.Node.NodeType != XmlNodeType.Element || depth > path.Length)
            {
                continue;
            }
            around.RemoveRange(Math.Min(depth, around.Count), Math.Max(around.Count - depth, 0));
            if (around.Count < depth)
            {
                continue;
            }
            var owner = depth == 0 ? null : around[^1];
            if (depth < path.Length && xml.Node.LocalName == path[depth])
            {
                if (depth == path.Length - 1)
                {
                    yield return XmlValue.Element(xml, owner);
                }
                else
                {
                    around.Add(XmlValue.Start(xml, owner));
                }
            }
            else if (owner is { } parent && depth < path.Length && parent.Each().Take(MostKept).Count() < MostKept)
            {
                var child = XmlValue.Element(xml, owner);
                if (!child.IsCut)
                {
                    parent.Keep(child);
                }
            }
        }
    }
}
