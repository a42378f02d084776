using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Training;

/// <summary>Counts the weaknesses (CWE) of new findings, for the ones that come again and again (docs/metrics.md §11).</summary>
internal sealed class WeaknessTally(KpiTerms terms)
{
    /// <summary>From so many findings on a weakness is recurring.</summary>
    private const int Recurring = 3;

    private readonly Dictionary<int, Tally[]> _weaknesses = [];

    /// <param name="finding">Not void.</param>
    public void Add(in Finding finding, Severity highest)
    {
        if (!Counts(finding, highest))
        {
            return;
        }
        foreach (var cwe in finding.Cwes)
        {
            for (var i = 0; i < terms.Windows.Length; i++)
            {
                if (terms.Windows[i].Holds(finding.FirstAt))
                {
                    Of(cwe)[i].Add(highest);
                }
            }
        }
    }

    /// <summary>The weakness of a library is that of other people's code.</summary>
    public static bool Counts(in Finding finding, Severity highest) => finding.Kind != FindingKind.Dependency && highest != Severity.Info;

    public void Merge(WeaknessTally other)
    {
        foreach (var (cwe, windows) in other._weaknesses)
        {
            var mine = Of(cwe);
            for (var i = 0; i < mine.Length; i++)
            {
                mine[i].Merge(windows[i]);
            }
        }
    }

    /// <summary>By window, the most frequent first.</summary>
    public IReadOnlyList<TrainingKpi> Rows() =>
    [
        .. terms.Windows.SelectMany((window, i) => _weaknesses.Where(w => w.Value[i].Findings >= Recurring)
            .OrderByDescending(w => w.Value[i].Findings).ThenBy(w => w.Key)
            .Select(w => new TrainingKpi(window.Text, w.Key, w.Value[i].Findings, w.Value[i].High, CheatSheets.For(w.Key)))),
    ];

    private Tally[] Of(int cwe)
    {
        if (!_weaknesses.TryGetValue(cwe, out var windows))
        {
            _weaknesses.Add(cwe, windows = new Tally[terms.Windows.Length]);
        }
        return windows;
    }

    private struct Tally
    {
        public int Findings { get; private set; }
        public int High { get; private set; }

        public void Add(Severity highest)
        {
            Findings++;
            High += highest >= Severity.High ? 1 : 0;
        }

        public void Merge(in Tally other)
        {
            Findings += other.Findings;
            High += other.High;
        }
    }
}
