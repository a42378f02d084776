using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>The releases of one service with what its findings say about them.</summary>
internal sealed class ServiceReleases(ReleaseHistory history, KpiTerms terms)
{
    private readonly bool[] _escaped = new bool[history.Releases.Count];
    private readonly bool[] _shippedWithKnown = new bool[history.Releases.Count];
    private readonly List<int> _shipped = [];
    private int _withoutKnown = history.Releases.Count;

    public IReadOnlyList<ProductionRelease> Releases => history.Releases;

    public bool IsClean(ProductionRelease release) => !_escaped[release.Index];

    public bool IsShippedWithKnown(ProductionRelease release) => _shippedWithKnown[release.Index];

    /// <param name="finding">Not void, and high or critical at some time.</param>
    public void Add(in Finding finding, Catch caught)
    {
        if (caught.IsEscape(finding, terms))
        {
            _escaped[caught.EscapedFrom!.Index] = true;
        }
        // In most services a few old findings stand through all releases; the rest can add nothing then.
        if (_withoutKnown > 0 && caught.Place != CatchPlace.Unattributed)
        {
            _shipped.Clear();
            KnownHigh.AddReleases(finding, history, from: 0, terms, _shipped);
            foreach (var release in _shipped)
            {
                _withoutKnown -= _shippedWithKnown[release] ? 0 : 1;
                _shippedWithKnown[release] = true;
            }
        }
    }
}
