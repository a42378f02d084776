namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Every figure that has rows.</summary>
public static class KpiDefinitions
{
    public static IReadOnlyList<KpiDefinition> All { get; } = [.. EpisodeKpis.All, .. ReleaseKpis.All, .. CatchKpis.All, .. ReachKpis.All, .. CoverageKpis.All, .. DeliveryKpis.All, .. TrainingKpis.All];

    private static readonly Dictionary<string, KpiDefinition> ById = All.ToDictionary(d => d.Id, StringComparer.Ordinal);

    public static KpiDefinition? Find(string id) => ById.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">There is no such figure.</exception>
    public static KpiDefinition Of(string id) => ById[id];
}
