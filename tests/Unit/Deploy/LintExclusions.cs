using MetricsPlatform.Tests.Unit.Architecture;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace MetricsPlatform.Tests.Unit.Deploy;

/// <summary><c>deploy/grafana/dashboards/.lint</c>, in the linter's format.</summary>
internal sealed record LintExclusions
{
    public Dictionary<string, RuleExclusion> Exclusions { get; init; } = [];

    public static LintExclusions Load() => new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
        .Deserialize<LintExclusions>(Repository.Read("deploy", "grafana", "dashboards", ".lint"));

    public bool Covers(Violation violation) => Exclusions.TryGetValue(violation.Rule, out var rule) && rule.Covers(violation);
}

/// <summary>Without entries the whole rule is excluded.</summary>
internal sealed record RuleExclusion
{
    public string Reason { get; init; } = "";

    public List<ExcludedPanel> Entries { get; init; } = [];

    public bool Covers(Violation violation) => Entries.Count == 0 || Entries.Any(e => e.Dashboard == violation.Dashboard && e.Panel == violation.Panel);
}

internal sealed record ExcludedPanel
{
    public string Dashboard { get; init; } = "";

    public string Panel { get; init; } = "";
}
