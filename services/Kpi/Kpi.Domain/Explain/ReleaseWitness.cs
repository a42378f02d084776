using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Releases;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>A release with its verdict.</summary>
internal readonly record struct ReleaseSight(ProductionRelease Release, bool IsClean, bool IsShippedWithKnown);

/// <summary>Writes down releases of one set.</summary>
internal sealed class ReleaseWitness(ReleaseSet set, Func<ReleaseSight, bool> counts, IReadOnlyList<KpiColumn<ReleaseSight>> columns) : KpiWitness
{
    public override void See(ServiceFacts service, ServiceReleases releases, ReleaseHistory history) => Rows.AddRange(releases.Releases.Where(set.Holds)
        .Select(release => new ReleaseSight(release, releases.IsClean(release), releases.IsShippedWithKnown(release))).Where(counts)
        .Select(sight => new KpiRow(service.Service, null, [.. columns.Select(column => column.Of(sight))])));
}

/// <summary>Writes down features that releases of one set brought.</summary>
internal sealed class FeatureWitness(ReleaseSet set, Func<bool, bool> counts) : KpiWitness
{
    public override void See(ServiceFacts service, ServiceReleases releases, ReleaseHistory history) => Rows.AddRange(set.FeaturesOf(releases)
        .Where(feature => counts(feature.Value)).Select(feature => new KpiRow(service.Service, null, [feature.Key, feature.Value])));
}

/// <summary>Writes down deployments to one environment.</summary>
internal sealed class DeploymentWitness(string environment, KpiWindow window, KpiTerms terms) : KpiWitness
{
    public override void See(ServiceFacts service, ServiceReleases releases, ReleaseHistory history) => Rows.AddRange(service.Deployments
        .Where(d => DeploymentTally.Counts(d, terms) && d.Environment == environment && window.Holds(d.At))
        .Select(d => new KpiRow(service.Service, null, [d.Version, d.Environment, EpisodeSight.Instant(d.At)])));
}
