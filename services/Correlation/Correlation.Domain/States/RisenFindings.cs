using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Domain.States;

/// <summary>Findings that an event made new or reopened, as people read them.</summary>
public static class RisenFindings
{
    /// <summary>Those that still are; one that was merged since goes by the id that it has now.</summary>
    public static IReadOnlyList<RisenFinding> Of(IReadOnlyList<Risen> risen, ServiceHistory history)
    {
        var told = new List<RisenFinding>(risen.Count);
        foreach (var one in risen)
        {
            if (history.Registry.Find(one.Finding)?.Group is { } group)
            {
                var (rule, title, place) = FindingStates.Line(group);
                told.Add(new(group.Leader.Id, one.Reopened, one.Severity, rule, title, place));
            }
        }
        return told;
    }
}
