using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Counts successful deployments by environment and window (§5). An environment has rows once something was deployed to it.</summary>
internal sealed class DeploymentTally(KpiTerms terms)
{
    private readonly SortedDictionary<string, EnvironmentDeployments> _environments = new(StringComparer.Ordinal);

    public void Add(ServiceFacts service)
    {
        foreach (var deployment in service.Deployments)
        {
            if (Counts(deployment, terms))
            {
                Of(deployment.Environment).Add(deployment.At, terms);
            }
        }
    }

    public static bool Counts(in DeploymentFact deployment, KpiTerms terms) => deployment.Outcome == DeploymentOutcome.Succeeded && deployment.At <= terms.Now;

    public void Merge(DeploymentTally other)
    {
        foreach (var (environment, deployments) in other._environments)
        {
            Of(environment).Merge(deployments);
        }
    }

    public IReadOnlyList<DeploymentKpi> Rows() =>
    [
        .. _environments.SelectMany(environment => terms.Windows.Select((window, i) => new DeploymentKpi(
            environment.Key, window.Text, environment.Value.Counts[i], new DateTimeOffset(environment.Value.Last, TimeSpan.Zero)))),
    ];

    private EnvironmentDeployments Of(string environment)
    {
        if (!_environments.TryGetValue(environment, out var deployments))
        {
            _environments.Add(environment, deployments = new EnvironmentDeployments(terms.Windows.Length));
        }
        return deployments;
    }

    private sealed class EnvironmentDeployments(int windows)
    {
        public int[] Counts { get; } = new int[windows];
        public long Last { get; private set; }

        public void Add(long at, KpiTerms terms)
        {
            Last = Math.Max(Last, at);
            for (var i = 0; i < Counts.Length; i++)
            {
                Counts[i] += terms.Windows[i].Holds(at) ? 1 : 0;
            }
        }

        public void Merge(EnvironmentDeployments other)
        {
            Last = Math.Max(Last, other.Last);
            for (var i = 0; i < Counts.Length; i++)
            {
                Counts[i] += other.Counts[i];
            }
        }
    }
}
