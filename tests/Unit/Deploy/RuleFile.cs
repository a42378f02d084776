using MetricsPlatform.Tests.Unit.Architecture;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary>A file of Prometheus rules.</summary>
internal sealed record RuleFile
{
    public List<RuleGroup> Groups { get; init; } = [];

    /// <summary>The rules of all files of <c>deploy/prometheus/rules</c>.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = [.. Repository.Files("deploy/prometheus/rules", "*.yml").SelectMany(Load)];

    public static IEnumerable<Rule> Recorded => Rules.Where(r => r.Record is not null);

    public static IEnumerable<Rule> Alerts => Rules.Where(r => r.Alert is not null);

    private static IEnumerable<Rule> Load(string file) =>
        new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<RuleFile>(File.ReadAllText(file)).Groups.SelectMany(g => g.Rules);
}

internal sealed record RuleGroup
{
    public string Name { get; init; } = "";

    public List<Rule> Rules { get; init; } = [];
}

internal sealed record Rule
{
    public string? Record { get; init; }

    public string? Alert { get; init; }

    public string Expr { get; init; } = "";

    public string? For { get; init; }

    public Dictionary<string, string> Labels { get; init; } = [];

    public Dictionary<string, string> Annotations { get; init; } = [];
}
