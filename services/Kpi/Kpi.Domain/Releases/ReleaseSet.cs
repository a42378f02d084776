namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Releases that count together: those with t_prod in (<paramref name="after"/>, <paramref name="upTo"/>], ticks of UTC.</summary>
internal readonly struct ReleaseSet(long after, long upTo)
{
    /// <summary>Their observation window closed in the window.</summary>
    public static ReleaseSet Settled(in KpiWindow window, KpiTerms terms) => new(window.OpensAfter - terms.ObservationWindow, terms.Now - terms.ObservationWindow);

    /// <summary>They went to production in the window.</summary>
    public static ReleaseSet Provisional(in KpiWindow window, KpiTerms terms) => new(window.OpensAfter, terms.Now);

    public bool Holds(ProductionRelease release) => release.InProductionSince > after && release.InProductionSince <= upTo;

    /// <summary>The features that a service's releases of the set brought, with whether every one of these is clean.</summary>
    public Dictionary<string, bool> FeaturesOf(ServiceReleases releases)
    {
        var features = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var release in releases.Releases)
        {
            if (release.Features.Count == 0 || !Holds(release))
            {
                continue;
            }
            var clean = releases.IsClean(release);
            foreach (var feature in release.Features)
            {
                features[feature] = clean && features.GetValueOrDefault(feature, true);
            }
        }
        return features;
    }
}
