using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>A service's releases as they stood at <c>now</c>: docs/metrics.md §5, Release.</summary>
internal sealed class ReleaseHistory
{
    private readonly List<ProductionRelease> _releases = [];
    private readonly List<(long At, ProductionRelease Release)> _deployments = [];
    private readonly Dictionary<string, ProductionRelease> _byVersion = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _versionOfCommit = new(StringComparer.Ordinal);

    public ReleaseHistory(IReadOnlyCollection<ReleaseState> releases, KpiTerms terms)
    {
        var known = new List<(string Version, Deployment Deployment)>();
        foreach (var release in releases)
        {
            foreach (var deployment in release.Deployments)
            {
                if (terms.Knows(deployment.At))
                {
                    known.Add((release.Version, deployment));
                }
            }
        }
        known.Sort((left, right) => InOrder(left.Deployment, right.Deployment));
        foreach (var (version, deployment) in known)
        {
            Add(version, deployment, terms);
        }
    }

    /// <summary>Releases that were in production, by their first deployment there.</summary>
    public IReadOnlyList<ProductionRelease> Releases => _releases;

    /// <summary>The release of a version, or else of a commit, when it has been in production.</summary>
    public ProductionRelease? Find(string? version, string? commit)
    {
        version ??= commit is null ? null : _versionOfCommit.GetValueOrDefault(commit);
        return version is null ? null : _byVersion.GetValueOrDefault(version);
    }

    /// <summary>The release most recently deployed to production before an instant; null when none was.</summary>
    public ProductionRelease? LiveAt(long instant)
    {
        int from = 0, to = _deployments.Count;
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (_deployments[middle].At < instant)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }
        return from == 0 ? null : _deployments[from - 1].Release;
    }

    /// <summary>Index of the first release that came to production at an instant or later.</summary>
    public int FirstSince(long instant)
    {
        int from = 0, to = _releases.Count;
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (_releases[middle].InProductionSince < instant)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }
        return from;
    }

    private void Add(string version, Deployment deployment, KpiTerms terms)
    {
        if (deployment.Commit is { } commit)
        {
            _versionOfCommit[commit] = version;
        }
        if (deployment.Outcome == DeploymentOutcome.Failed || !terms.ProductionEnvironments.Contains(deployment.Environment))
        {
            return;
        }
        if (!_byVersion.TryGetValue(version, out var release))
        {
            release = new ProductionRelease(_releases.Count, version, deployment.At);
            _byVersion.Add(version, release);
            _releases.Add(release);
        }
        release.Features.UnionWith(deployment.Features);
        _deployments.Add((deployment.At.UtcTicks, release));
    }

    private static int InOrder(Deployment left, Deployment right)
    {
        var byTime = left.At.UtcTicks.CompareTo(right.At.UtcTicks);
        var bySource = byTime != 0 ? byTime : ByteOrder.Compare(left.Source, right.Source);
        return bySource != 0 ? bySource : ByteOrder.Compare(left.Id, right.Id);
    }
}
