using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.Releases;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>Looks on while a service is evaluated, and writes down what one figure counts. It sees what the tallies see, judged once.</summary>
internal abstract class KpiWitness
{
    public List<KpiRow> Rows { get; } = [];

    /// <param name="id">The finding's.</param>
    public virtual void See(ServiceFacts service, UInt128 id, in JudgedEpisode episode, in Finding finding)
    {
    }

    /// <summary>A finding that is not void.</summary>
    /// <param name="highest">The worst severity it ever had.</param>
    public virtual void See(ServiceFacts service, UInt128 id, in Finding finding, Severity highest)
    {
    }

    /// <summary>A finding that is not void and was high or critical.</summary>
    public virtual void See(
        ServiceFacts service, UInt128 id, in Finding finding, Severity highest, Catch caught, in ReachOfProduction reach, EscapeReasons reasons)
    {
    }

    /// <summary>The whole service, after its findings.</summary>
    public virtual void See(ServiceFacts service, ServiceReleases releases, ReleaseHistory history)
    {
    }
}
