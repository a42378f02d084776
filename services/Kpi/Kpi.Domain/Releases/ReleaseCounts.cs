namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Counts over one set of releases.</summary>
internal struct ReleaseCounts
{
    private int _released, _clean, _features, _cleanFeatures, _shippedWithKnown;

    /// <summary>Adds a service's releases with t_prod in (<paramref name="after"/>, <paramref name="upTo"/>].</summary>
    public void Add(ServiceReleases releases, long after, long upTo)
    {
        // A feature is clean if every release of this set that brought it is.
        var features = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var release in releases.Releases)
        {
            if (release.InProductionSince <= after || release.InProductionSince > upTo)
            {
                continue;
            }
            var clean = releases.IsClean(release);
            _released++;
            _clean += clean ? 1 : 0;
            _shippedWithKnown += releases.IsShippedWithKnown(release) ? 1 : 0;
            foreach (var feature in release.Features)
            {
                features[feature] = clean && features.GetValueOrDefault(feature, true);
            }
        }
        _features += features.Count;
        _cleanFeatures += features.Count(feature => feature.Value);
    }

    public void Merge(in ReleaseCounts other)
    {
        _released += other._released;
        _clean += other._clean;
        _features += other._features;
        _cleanFeatures += other._cleanFeatures;
        _shippedWithKnown += other._shippedWithKnown;
    }

    public readonly ReleaseKpi Row(string window, string maturity) =>
        new(window, maturity, _released, _clean, Seconds.Share(_clean, _released), _features, _cleanFeatures, _shippedWithKnown);
}
