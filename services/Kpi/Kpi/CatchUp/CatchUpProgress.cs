using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Kpi.States;

namespace MetricsPlatform.Kpi.CatchUp;

/// <summary>Whether this replica has reached, since its start, what Correlation had when it first told.</summary>
public sealed class CatchUpProgress(KpiStates states)
{
    private IReadOnlyList<ServiceRevision>? goal;
    private volatile bool reached;

    /// <summary>True from then on for good: what comes later is work, not catching up.</summary>
    public bool IsCaughtUp => reached || (reached = Missing is 0);

    /// <summary>How many services are behind; null before Correlation has told.</summary>
    public int? Missing => Volatile.Read(ref goal)?.Count(s => states.AppliedRevisionOf(s.Service) < s.Revision);

    public bool HasGoal => Volatile.Read(ref goal) is not null;

    public void Listed(IReadOnlyList<ServiceRevision> services) => Interlocked.CompareExchange(ref goal, services, null);
}
