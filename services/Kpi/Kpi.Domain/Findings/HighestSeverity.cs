using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>The worst severity that a finding had at its first sighting or at any later time up to now (§5).</summary>
internal static class HighestSeverity
{
    public static Severity Of(in Finding finding, KpiTerms terms)
    {
        var highest = finding.FirstSeverity;
        var timeline = finding.Timeline;
        for (var i = 0; i < timeline.Length && timeline.At(i) <= terms.Now; i++)
        {
            if (timeline.IsExposed(i) && timeline.Severity(i) > highest)
            {
                highest = timeline.Severity(i);
            }
        }
        return highest;
    }
}
