using MetricsPlatform.Tests.Unit.Architecture;
using YamlDotNet.RepresentationModel;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>docker-compose.yml names nothing that is not there. Whether it can be read as a whole, <c>docker compose config</c> tells.</summary>
public sealed class ComposeTests
{
    private static readonly YamlMappingNode Root = Load();

    [Fact]
    public void A_secret_is_a_file_that_the_script_makes()
    {
        var script = Repository.Read("deploy", "compose", "secrets.sh");
        Assert.All(Map(Root["secrets"]), secret =>
        {
            var name = Path.GetFileName(Text(secret.Value["file"]));
            var made = name.EndsWith("-password", StringComparison.Ordinal) ? name[..^"-password".Length]
                : name.EndsWith("-postgres", StringComparison.Ordinal) && name != "keys-postgres" ? name[..^"-postgres".Length] : name;
            Assert.Matches($@"\b{made}\b", script);
            Assert.Equal($"./deploy/compose/secrets/{name}", Text(secret.Value["file"]));
        });
    }

    [Fact]
    public void A_secret_that_a_container_reads_is_declared() => Assert.All(
        Services().SelectMany(s => List(s, "secrets")).Select(secret => Text(secret is YamlMappingNode map ? map["source"] : secret)),
        name => Assert.True(((YamlMappingNode)Root["secrets"]).Children.ContainsKey(name), name));

    [Fact]
    public void What_is_mounted_from_here_is_there() => Assert.All(
        Services().SelectMany(s => List(s, "volumes")).Select(Text).Select(v => v.Replace("${CATALOGUE:-", "", StringComparison.Ordinal).Split(':')[0].TrimEnd('}')).Where(v => v.StartsWith("./", StringComparison.Ordinal)),
        path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));

    [Fact]
    public void An_image_that_is_built_here_is_a_target_of_the_dockerfile() => Assert.All(
        Services().Where(s => s.Children.ContainsKey("build")).Select(s => s["build"]),
        build => Assert.Contains($"\nFROM runtime AS {Text(build["target"])}\n", Repository.Read(Text(build["dockerfile"])), StringComparison.Ordinal));

    [Fact]
    public void What_is_published_is_not_the_port_for_monitoring() => Assert.All(
        Services().Where(s => s.Children.ContainsKey("build")).SelectMany(s => List(s, "ports")).Select(Text),
        port => Assert.EndsWith(":8080", port, StringComparison.Ordinal));

    private static YamlMappingNode Load()
    {
        var yaml = new YamlStream();
        yaml.Load(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(new StringReader(Repository.Read("docker-compose.yml")))));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<YamlMappingNode> Services() => Map(Root["services"]).Select(s => (YamlMappingNode)s.Value);

    private static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;

    private static IEnumerable<YamlNode> List(YamlMappingNode service, string key) => service.Children.TryGetValue(key, out var list) ? (YamlSequenceNode)list : [];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
