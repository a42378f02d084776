namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Counts over one set of releases.</summary>
internal struct ReleaseCounts
{
    private int _released, _clean, _features, _cleanFeatures, _shippedWithKnown;

    /// <summary>Adds a service's releases of the set.</summary>
    public void Add(ServiceReleases releases, in ReleaseSet set)
    {
        foreach (var release in releases.Releases)
        {
            if (set.Holds(release))
            {
                _released++;
                _clean += releases.IsClean(release) ? 1 : 0;
                _shippedWithKnown += releases.IsShippedWithKnown(release) ? 1 : 0;
            }
        }
        var features = set.FeaturesOf(releases);
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
