using MetricsPlatform.Kpi.Domain;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Findings;

/// <summary>A finding at an instant, with the service it is of.</summary>
internal sealed record FindingAt(FindingFacts Facts, ServiceView Service, FindingStatus Status)
{
    public Episode? LatestEpisode => Status.Episodes.Count > 0 ? Status.Episodes[^1] : null;

    public Caught Caught => Service.CaughtOf(Facts);
}
