namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Counts zero-high-severity releases and features (§5) over the services added: per window, the settled and the provisional.</summary>
internal sealed class ReleaseTally(KpiTerms terms)
{
    private readonly ReleaseCounts[] _settled = new ReleaseCounts[terms.Windows.Length];
    private readonly ReleaseCounts[] _provisional = new ReleaseCounts[terms.Windows.Length];

    public void Add(ServiceReleases releases)
    {
        for (var i = 0; i < terms.Windows.Length; i++)
        {
            _settled[i].Add(releases, ReleaseSet.Settled(terms.Windows[i], terms));
            _provisional[i].Add(releases, ReleaseSet.Provisional(terms.Windows[i], terms));
        }
    }

    public void Merge(ReleaseTally other)
    {
        for (var i = 0; i < _settled.Length; i++)
        {
            _settled[i].Merge(other._settled[i]);
            _provisional[i].Merge(other._provisional[i]);
        }
    }

    public IReadOnlyList<ReleaseKpi> Rows() =>
        [.. terms.Windows.SelectMany((window, i) => new[] { _settled[i].Row(window.Text, "settled"), _provisional[i].Row(window.Text, "provisional") })];
}
