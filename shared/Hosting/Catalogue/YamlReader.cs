using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Reads the few shapes that the catalogue uses; what has another shape becomes an error at its place and reads as absent.</summary>
internal sealed class YamlReader(CatalogueErrors errors)
{
    /// <summary>The root of the text; null when it says nothing.</summary>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public YamlNode? Root(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents.Count > 1)
        {
            errors.Add(stream.Documents[1].RootNode.Start, "the catalogue is one document; remove the '---' before this line");
        }
        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
    }

    /// <summary>Key and value of each entry; none for an empty value.</summary>
    public IEnumerable<(YamlScalarNode Key, YamlNode Value)> Entries(YamlNode? node, string what)
    {
        if (node is null || IsNull(node))
        {
            yield break;
        }
        if (node is not YamlMappingNode mapping)
        {
            errors.Add(node.Start, $"{what} must be a mapping (name: value)");
            yield break;
        }
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value.Length: > 0 } name)
            {
                yield return (name, value);
            }
            else
            {
                errors.Add(key.Start, $"a name in {what} must be a non-empty text");
            }
        }
    }

    /// <summary>The values of a mapping whose keys are known; another key is an error.</summary>
    public Dictionary<string, YamlNode> Section(YamlNode? node, string what, params string[] allowed)
    {
        var section = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in Entries(node, what))
        {
            if (allowed.Contains(key.Value))
            {
                section[key.Value!] = value;
            }
            else
            {
                errors.Add(key.Start, $"{what} has no '{key.Value}'; allowed are {string.Join(", ", allowed)}{Spelling.Hint(key.Value!, allowed)}");
            }
        }
        return section;
    }

    public string? Text(YamlNode? node, string what)
    {
        if (node is null || IsNull(node))
        {
            return null;
        }
        if (node is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value;
        }
        errors.Add(node.Start, $"{what} must be a text");
        return null;
    }

    /// <summary>The elements of a list; null when it is absent, an error when it is empty or no list.</summary>
    public IReadOnlyList<YamlNode>? List(YamlNode? node, string what, string example)
    {
        if (node is null || node is YamlSequenceNode { Children.Count: > 0 })
        {
            return (node as YamlSequenceNode)?.Children.ToList();
        }
        errors.Add(node.Start, $"{what} must be a list with at least one element, like {example}");
        return null;
    }

    /// <summary>A list of different texts.</summary>
    public IReadOnlyList<string>? Texts(YamlNode? node, string what, string example) =>
        List(node, what, example)?.Select(n => Text(n, $"each element of {what}")).OfType<string>().Distinct().ToList();

    /// <summary>A positive whole number of days, hours or minutes: <c>30d</c>, <c>24h</c>, <c>90m</c>.</summary>
    public TimeSpan? Duration(YamlNode? node, string what)
    {
        if (node is null)
        {
            return null;
        }
        var span = DurationText.Parse((node as YamlScalarNode)?.Value ?? "");
        if (span is null)
        {
            errors.Add(node.Start, $"{what} must be {DurationText.Form}");
        }
        return span;
    }

    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
