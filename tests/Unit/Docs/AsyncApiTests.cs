using System.Text.RegularExpressions;
using MetricsPlatform.Tests.Unit.Architecture;
using YamlDotNet.RepresentationModel;

namespace MetricsPlatform.Tests.Unit.Docs;

/// <summary>docs/asyncapi.yaml says in its way what docs/events.md says.</summary>
public sealed partial class AsyncApiTests
{
    private static readonly YamlNode Document = Load();

    [Fact]
    public void It_is_version_3_and_names_the_exchange_as_it_is_declared()
    {
        Assert.Equal("3.0.0", Text("asyncapi"));
        Assert.Equal("metricsplatform.inbox", Text("channels", "inbox", "address"));
        Assert.Equal(("metricsplatform.inbox", "topic", "true"), (Exchange("name"), Exchange("type"), Exchange("durable")));

        static string Exchange(string what) => Text("channels", "inbox", "bindings", "amqp", "exchange", what);
    }

    [Fact]
    public void It_has_every_type_of_the_document_of_events_with_the_fields_that_are_required()
    {
        var sections = Section().Matches(Repository.Read("docs", "events.md"));
        var messages = Entries("components", "messages").Select(message => message.Value).ToList();

        Assert.Equal(sections.Select(section => section.Groups[1].Value).Order(), messages.Select(message => At(message, "name").ToString()).Order());
        Assert.Equal(messages.Count, Entries("channels", "inbox", "messages").Count());
        Assert.All(sections, section =>
        {
            var specific = At(messages.Single(message => At(message, "name").ToString() == section.Groups[1].Value), "payload", "allOf", "1", "properties");
            Assert.Equal(section.Groups[1].Value, At(specific, "type", "const").ToString());
            // A nested field (match.rule) is required of what it stands in.
            var required = Required().Matches(section.Groups[2].Value).SelectMany(row => FieldName().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value.Split('.')[0]).Distinct();
            Assert.Equal(required.Order(), ((YamlSequenceNode)At(specific, "data", "required")).Select(name => name.ToString()).Order());
        });
    }

    [Fact]
    public void Every_reference_leads_somewhere() =>
        Assert.All(Reference().Matches(Repository.Read("docs", "asyncapi.yaml")).Select(reference => reference.Groups[1].Value), path => Assert.NotNull(At(Document, path.Split('/'))));

    private static YamlNode Load()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read("docs", "asyncapi.yaml")));
        return stream.Documents.Single().RootNode;
    }

    private static string Text(params string[] path) => At(Document, path).ToString();

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Entries(params string[] path) => ((YamlMappingNode)At(Document, path)).Children;

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, name) => at is YamlSequenceNode list ? list[int.Parse(name, null)] : at[name]);

    /// <summary>A section about a type, up to its first example, without the table of a result's fields.</summary>
    [GeneratedRegex(@"^## `(metricsplatform\.[a-z.]+\.v\d+)`(?:, `[a-z.0-9]+`)?\n(.*?)(?=^A result:|^```json|^## )", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| (`.+`) \| required \|", RegexOptions.Multiline)]
    private static partial Regex Required();

    [GeneratedRegex("`([A-Za-z.]+)`")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"\$ref: '#/([^']+)'")]
    private static partial Regex Reference();
}
