using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>States that a list of findings can be narrowed to.</summary>
public enum FindingFilter { Open, Accepted, Overdue, ClaimedFixed, Fixed, Retired, FalsePositive, NotAffected, All }

internal static class FindingFilterRules
{
    public static bool Admits(this FindingFilter filter, FindingSummary finding) => filter switch
    {
        FindingFilter.Open => finding.Standing == FindingStanding.Open,
        FindingFilter.Accepted => finding.Standing == FindingStanding.Accepted,
        FindingFilter.Overdue => finding.Overdue,
        FindingFilter.ClaimedFixed => finding.ClaimedFixed,
        FindingFilter.Fixed => finding.Standing == FindingStanding.Fixed,
        FindingFilter.Retired => finding.Standing == FindingStanding.Retired,
        FindingFilter.FalsePositive => finding.Standing == FindingStanding.FalsePositive,
        FindingFilter.NotAffected => finding.Standing == FindingStanding.NotAffected,
        _ => true,
    };
}
