using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>A deployment of a version. Ticks of UTC.</summary>
internal readonly record struct DeploymentFact(
    long At, string Version, string Environment, DeploymentOutcome Outcome, string? Commit, IReadOnlyList<string> Features)
{
    /// <summary>All deployments of a service in their order (time, source, id).</summary>
    public static DeploymentFact[] Of(IReadOnlyCollection<ReleaseState> releases)
    {
        var all = releases.SelectMany(release => release.Deployments, (release, deployment) => (release.Version, Deployment: deployment)).ToList();
        all.Sort((left, right) => InOrder(left.Deployment, right.Deployment));
        return [.. all.Select(of => new DeploymentFact(
            of.Deployment.At.UtcTicks, of.Version, of.Deployment.Environment, of.Deployment.Outcome, of.Deployment.Commit, of.Deployment.Features))];
    }

    private static int InOrder(Deployment left, Deployment right)
    {
        var byTime = left.At.UtcTicks.CompareTo(right.At.UtcTicks);
        var bySource = byTime != 0 ? byTime : ByteOrder.Compare(left.Source, right.Source);
        return bySource != 0 ? bySource : ByteOrder.Compare(left.Id, right.Id);
    }
}
