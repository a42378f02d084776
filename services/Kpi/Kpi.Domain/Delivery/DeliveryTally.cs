using MetricsPlatform.Kpi.Domain.Releases;

namespace MetricsPlatform.Kpi.Domain.Delivery;

/// <summary>Counts DORA's figures (docs/metrics.md §10) over the services added.</summary>
internal sealed class DeliveryTally(KpiTerms terms)
{
    private readonly Counts[] _windows = new Counts[terms.Windows.Length];

    public void Add(ReleaseHistory history)
    {
        for (var i = 0; i < _windows.Length; i++)
        {
            _windows[i].Add(history.Changes, history.Incidents, terms.Windows[i]);
        }
    }

    public void Merge(DeliveryTally other)
    {
        for (var i = 0; i < _windows.Length; i++)
        {
            _windows[i].Merge(other._windows[i]);
        }
    }

    public IReadOnlyList<DeliveryKpi> Rows() => [.. _windows.Select((counts, i) => counts.Row(terms.Windows[i]))];

    private struct Counts
    {
        private int _changes, _failed, _incidents, _restored;
        private Int128 _restoring;

        public void Add(IReadOnlyList<Change> changes, IReadOnlyList<ProductionIncident> incidents, in KpiWindow window)
        {
            foreach (var change in changes)
            {
                if (window.Holds(change.At))
                {
                    _changes++;
                    _failed += change.Failed ? 1 : 0;
                }
            }
            foreach (var incident in incidents)
            {
                _incidents += window.Holds(incident.OpenedAt) ? 1 : 0;
                if (incident.RestoredAt is { } restored && window.Holds(restored))
                {
                    _restored++;
                    _restoring += restored - incident.OpenedAt;
                }
            }
        }

        public void Merge(in Counts other)
        {
            _changes += other._changes;
            _failed += other._failed;
            _incidents += other._incidents;
            _restored += other._restored;
            _restoring += other._restoring;
        }

        public readonly DeliveryKpi Row(in KpiWindow window) => new(
            window.Text, _changes, _changes / TimeSpan.FromTicks(window.Length).TotalDays, _failed, Seconds.Share(_failed, _changes), _incidents, _restored,
            Seconds.Of(_restoring), Seconds.Mean(_restoring, _restored));
    }
}
