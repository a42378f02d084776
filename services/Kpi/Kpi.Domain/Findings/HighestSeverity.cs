using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>The worst severity that a finding had at its first sighting or at any later time up to now (§5).</summary>
internal static class HighestSeverity
{
    public static Severity Of(FindingFacts finding, KpiTerms terms)
    {
        var highest = finding.First.Severity;
        foreach (var step in finding.Timeline)
        {
            if (!terms.Knows(step.At))
            {
                break;
            }
            if (step.Severity > highest)
            {
                highest = step.Severity.Value;
            }
        }
        return highest;
    }
}
