using System.Buffers;
using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;

namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>Remediation of one severity: counts per window, and the lifetimes that quantiles need whole.</summary>
internal sealed class SeverityRemediation(Severity severity, KpiTerms terms)
{
    private readonly WindowCounts[] _windows = new WindowCounts[terms.Windows.Length];
    private readonly long _opensAfter = terms.Windows.Select(window => window.OpensAfter).DefaultIfEmpty(terms.Now).Min();
    private readonly Lifetimes _remediated = new();
    private readonly Lifetimes _censored = new();

    /// <param name="triaged">When somebody first dealt with the episode; <see cref="KpiTerms.Never"/> when nobody has.</param>
    public void Add(in JudgedEpisode episode, long triaged)
    {
        for (var i = 0; i < _windows.Length; i++)
        {
            _windows[i].Add(episode, triaged, terms.Windows[i], terms.Now);
        }
        AddLifetime(episode);
    }

    public void Merge(SeverityRemediation other)
    {
        for (var i = 0; i < _windows.Length; i++)
        {
            _windows[i].Merge(other._windows[i]);
        }
        _remediated.Merge(other._remediated);
        _censored.Merge(other._censored);
    }

    public IEnumerable<RemediationKpi> Rows() => _windows.Select((counts, i) => Row(counts, terms.Windows[i]));

    private void AddLifetime(in JudgedEpisode episode)
    {
        var lifetime = Lifetime.Of(episode, terms);
        if (lifetime.Exit > lifetime.Start && lifetime.Exit > _opensAfter)
        {
            (episode.IsRemediated ? _remediated : _censored).Add(lifetime);
        }
    }

    private RemediationKpi Row(in WindowCounts counts, in KpiWindow window)
    {
        var buffer = ArrayPool<long>.Shared.Rent(_remediated.Count);
        try
        {
            var durations = buffer.AsSpan(0, DurationsIn(window, buffer));
            durations.Sort();
            Int128 total = 0;
            foreach (var duration in durations)
            {
                total += duration;
            }
            return new RemediationKpi(
                severity, window.Text, durations.Length, counts.Opened, Seconds.Of(total), Seconds.Mean(total, durations.Length),
                NearestRank.Seconds(durations, 1, 2), NearestRank.Seconds(durations, 9, 10),
                SurvivalMedian.Seconds(durations, _remediated, _censored, window),
                counts.Due, counts.Met, Seconds.Share(durations.Length, counts.Opened), Seconds.Share(counts.Met, counts.Due),
                counts.Triaged, Seconds.Mean(counts.TriageTime, counts.Triaged));
        }
        finally
        {
            ArrayPool<long>.Shared.Return(buffer);
        }
    }

    private int DurationsIn(in KpiWindow window, long[] durations)
    {
        var count = 0;
        foreach (var page in _remediated.Pages)
        {
            foreach (ref readonly var lifetime in page.AsSpan())
            {
                if (window.Holds(lifetime.Exit))
                {
                    durations[count++] = lifetime.Duration;
                }
            }
        }
        return count;
    }
}
