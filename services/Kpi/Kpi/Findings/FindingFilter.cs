using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>States that a list of findings can be narrowed to.</summary>
public enum FindingFilter { Open, Accepted, Overdue, ClaimedFixed, Fixed, Retired, FalsePositive, NotAffected, All }

internal static class FindingFilterRules
{
    public static bool Admits(this FindingFilter filter, FindingStatus status) => filter switch
    {
        FindingFilter.Open => status.Standing == FindingStanding.Open,
        FindingFilter.Accepted => status.Standing == FindingStanding.Accepted,
        FindingFilter.Overdue => status.Overdue,
        FindingFilter.ClaimedFixed => status.ClaimedFixed,
        FindingFilter.Fixed => status.Standing == FindingStanding.Fixed,
        FindingFilter.Retired => status.Standing == FindingStanding.Retired,
        FindingFilter.FalsePositive => status.Standing == FindingStanding.FalsePositive,
        FindingFilter.NotAffected => status.Standing == FindingStanding.NotAffected,
        _ => true,
    };
}
