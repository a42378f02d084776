using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Counts where high-severity findings were caught (shift-left) and which of them are escapes, by first sighting (§5).</summary>
internal sealed class CatchTally(KpiTerms terms)
{
    private static readonly CatchPlace[] Places = Enum.GetValues<CatchPlace>();
    private readonly int[,] _caught = new int[terms.Windows.Length, Places.Length];
    private readonly int[] _escapedHigh = new int[terms.Windows.Length];
    private readonly int[] _escapedCritical = new int[terms.Windows.Length];

    /// <param name="finding">Not void.</param>
    /// <param name="highest">The worst severity it ever had: high or critical.</param>
    public void Add(in Finding finding, Severity highest, Catch caught)
    {
        var escaped = highest == Severity.Critical ? _escapedCritical : _escapedHigh;
        var escape = caught.IsEscape(finding, terms) ? 1 : 0;
        for (var i = 0; i < terms.Windows.Length; i++)
        {
            if (terms.Windows[i].Holds(finding.FirstAt))
            {
                _caught[i, (int)caught.Place]++;
                escaped[i] += escape;
            }
        }
    }

    public void Merge(CatchTally other)
    {
        for (var i = 0; i < terms.Windows.Length; i++)
        {
            foreach (var place in Places)
            {
                _caught[i, (int)place] += other._caught[i, (int)place];
            }
            _escapedHigh[i] += other._escapedHigh[i];
            _escapedCritical[i] += other._escapedCritical[i];
        }
    }

    public IReadOnlyList<ShiftLeftKpi> ShiftLeftRows() => [.. terms.Windows.Select((window, i) => ShiftLeftRow(window, i))];

    public IReadOnlyList<EscapeKpi> EscapeRows() =>
    [
        .. terms.Windows.Select((window, i) => new EscapeKpi(Severity.Critical, window.Text, _escapedCritical[i])),
        .. terms.Windows.Select((window, i) => new EscapeKpi(Severity.High, window.Text, _escapedHigh[i])),
    ];

    private ShiftLeftKpi ShiftLeftRow(in KpiWindow window, int i)
    {
        var before = _caught[i, (int)CatchPlace.BeforeProduction];
        var after = _caught[i, (int)CatchPlace.Production];
        var unattributed = _caught[i, (int)CatchPlace.Unattributed];
        var high = before + after + unattributed;
        return new ShiftLeftKpi(window.Text, high, before, after, unattributed, Seconds.Share(before, high));
    }
}
