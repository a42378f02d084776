using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Counts why high-severity findings reached production, and which were reported late (docs/metrics.md §9).</summary>
internal sealed class ReasonTally(KpiTerms terms)
{
    private static readonly EscapeReason[] Reasons = Enum.GetValues<EscapeReason>();
    private readonly int[,] _reasons = new int[terms.Windows.Length, Reasons.Length];
    private readonly int[] _high = new int[terms.Windows.Length];
    private readonly int[] _late = new int[terms.Windows.Length];

    /// <param name="finding">Not void, and high or critical at some time.</param>
    public void Add(in Finding finding, Catch caught, in ReachOfProduction reach, EscapeReasons reasons)
    {
        var at = finding.FirstAt;
        EscapeReason? reason = null;
        for (var i = 0; i < terms.Windows.Length; i++)
        {
            var window = terms.Windows[i];
            if (window.Holds(at))
            {
                _high[i]++;
                _late[i] += reach.IsLate ? 1 : 0;
                if (caught.IsEscape(finding, terms))
                {
                    reason ??= reasons.Of(finding, caught.EscapedFrom!);
                    _reasons[i, (int)reason]++;
                }
            }
            if (reach.Shipped is { } shipped && window.Holds(shipped.InProductionSince))
            {
                _reasons[i, (int)EscapeReason.KnownAndShipped]++;
            }
        }
    }

    public void Merge(ReasonTally other)
    {
        for (var i = 0; i < terms.Windows.Length; i++)
        {
            _high[i] += other._high[i];
            _late[i] += other._late[i];
            foreach (var reason in Reasons)
            {
                _reasons[i, (int)reason] += other._reasons[i, (int)reason];
            }
        }
    }

    public IReadOnlyList<LateKpi> LateRows() => [.. terms.Windows.Select((window, i) => new LateKpi(window.Text, _high[i], _late[i], Seconds.Share(_late[i], _high[i])))];

    public IReadOnlyList<EscapeReasonKpi> ReasonRows() =>
        [.. terms.Windows.SelectMany((window, i) => Reasons.Select(reason => new EscapeReasonKpi(window.Text, reason, _reasons[i, (int)reason])))];
}
