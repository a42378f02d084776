using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Delivery;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>A service's releases as they stood at <c>now</c> (docs/metrics.md §5, Release), and what followed from them (§10). Does not change once it is made.</summary>
internal sealed class ReleaseHistory
{
    private readonly List<ProductionRelease> _releases = [];
    private readonly List<(long At, ProductionRelease Release)> _deployments = [];
    private readonly Dictionary<string, ProductionRelease> _byVersion = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _versionOfCommit = new(StringComparer.Ordinal);
    private readonly List<Change> _changes = [];
    private ILookup<string, string>? _commitsOfVersion;

    public ReleaseHistory(ServiceFacts service, KpiTerms terms)
    {
        foreach (var deployment in service.Deployments)
        {
            if (deployment.At > terms.Now)
            {
                break;
            }
            Add(deployment, terms);
        }
        ProductionEnvironments = terms.ProductionEnvironments;
        Incidents = [.. service.Incidents.Select(incident => ProductionIncident.Of(incident, terms)).OfType<ProductionIncident>()];
        foreach (var incident in Incidents)
        {
            if (incident.CauseAmong(_changes) is { } cause)
            {
                cause.Failed = true;
            }
        }
    }

    /// <summary>The environments that count as production here.</summary>
    public IReadOnlySet<string> ProductionEnvironments { get; }

    /// <summary>Incidents in production.</summary>
    public IReadOnlyList<ProductionIncident> Incidents { get; }

    /// <summary>Releases that were in production, by their first deployment there.</summary>
    public IReadOnlyList<ProductionRelease> Releases => _releases;

    /// <summary>Successful deployments to production in their order, and whether each failed.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Commits that belong to a version.</summary>
    public IEnumerable<string> CommitsOf(string version) => (_commitsOfVersion ??= _versionOfCommit.ToLookup(c => c.Value, c => c.Key, StringComparer.Ordinal))[version];

    /// <summary>When the release before this one came to production; <see cref="long.MinValue"/> when none did.</summary>
    public long Before(ProductionRelease release) =>
        FirstSince(release.InProductionSince) is > 0 and var first ? _releases[first - 1].InProductionSince : long.MinValue;

    /// <summary>The first successful deployment to production after an instant; <see cref="KpiTerms.Never"/> when none was.</summary>
    public long FirstChangeAfter(long instant)
    {
        int from = 0, to = _changes.Count;
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (_changes[middle].At > instant)
            {
                to = middle;
            }
            else
            {
                from = middle + 1;
            }
        }
        return from == _changes.Count ? KpiTerms.Never : _changes[from].At;
    }

    /// <summary>The release of the version that a scan names, or else of the commit, when it has been in production.</summary>
    public ProductionRelease? Find(Origin origin)
    {
        var version = origin.Version ?? (origin.Commit is { } commit ? _versionOfCommit.GetValueOrDefault(commit) : null);
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

    private void Add(in DeploymentFact deployment, KpiTerms terms)
    {
        if (deployment.Commit is { } commit)
        {
            _versionOfCommit[commit] = deployment.Version;
        }
        if (deployment.Outcome == DeploymentOutcome.Failed || !terms.ProductionEnvironments.Contains(deployment.Environment))
        {
            return;
        }
        if (!_byVersion.TryGetValue(deployment.Version, out var release))
        {
            release = new ProductionRelease(_releases.Count, deployment.Version, deployment.At);
            _byVersion.Add(deployment.Version, release);
            _releases.Add(release);
        }
        if (deployment.Outcome == DeploymentOutcome.Succeeded)
        {
            _changes.Add(new Change(deployment.At, deployment.Version));
        }
        else if (_changes.Count > 0 && _changes[^1].Version != deployment.Version)
        {
            _changes[^1].Failed = true;
        }
        release.Features.AddRange(deployment.Features);
        _deployments.Add((deployment.At, release));
    }
}
