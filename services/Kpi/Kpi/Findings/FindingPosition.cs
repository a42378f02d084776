using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>A finding's place in a list: worst first, then the one that began first, then by id.</summary>
internal readonly record struct FindingPosition(Severity Severity, DateTimeOffset Since, UInt128 Id) : IComparable<FindingPosition>
{
    public int CompareTo(FindingPosition other) =>
        (other.Severity.CompareTo(Severity), Since.CompareTo(other.Since)) switch
        {
            (not 0 and var bySeverity, _) => bySeverity,
            (_, not 0 and var byStart) => byStart,
            _ => Id.CompareTo(other.Id),
        };
}
