using System.Globalization;
using System.Text.Json;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Tests.Unit.Pipeline;
using static MetricsPlatform.Tests.Unit.Kpi.KpiScenario;

namespace MetricsPlatform.Tests.Unit.Correlation;

/// <summary>Given these events, told forwards and backwards: the findings must be the same, or no test that asks for them passes.</summary>
internal sealed class ServiceScenario
{
    private readonly PurePipeline pipeline;

    private ServiceScenario(IReadOnlyList<NativeEvent> events)
    {
        pipeline = new PurePipeline(events);
        Assert.Equal(JsonSerializer.Serialize(pipeline.Findings), JsonSerializer.Serialize(new PurePipeline(events.Reverse()).Findings));
    }

    public static ServiceScenario Given(params NativeEvent[] events) => new([.. events.Select(Named)]);

    public IReadOnlyList<FindingState> Findings => [.. pipeline.Findings.Values.OrderBy(f => f.First.At).ThenBy(f => f.Detail.Rules[0], StringComparer.Ordinal)];

    public FindingState Finding => Assert.Single(Findings);

    /// <summary>The only finding's timeline: <c>high@1 gone@5 retired@7</c>.</summary>
    public string Timeline => Show(Finding);

    public IReadOnlyDictionary<string, string?> Tombstones => pipeline.Tombstones;

    public KpiReport At(double day) => pipeline.At(Day(day));

    /// <summary>What happens next, and the revision that it makes; none for a repeat.</summary>
    public RevisionMade? Hear(NativeEvent next) => pipeline.Hear(Named(next, int.MaxValue)).OfType<RevisionMade>().SingleOrDefault();

    public void Name(params string[] mainBranches) => pipeline.Name(mainBranches);

    public static string Show(FindingState finding) => string.Join(' ', finding.Timeline.Select(step => string.Create(
        CultureInfo.InvariantCulture,
        $"{(step.Severity is { } severity ? severity.ToString().ToLowerInvariant() : step.Retired ? "retired" : "gone")}@{(step.At - Day(0)).TotalDays}")));

    /// <summary>Ids follow the place in the telling where a test gives none.</summary>
    private static NativeEvent Named(NativeEvent e, int index) =>
        e.Header.Id.Length > 0 ? e : e with { Header = e.Header with { Id = string.Create(CultureInfo.InvariantCulture, $"e{index:000}") } };
}
