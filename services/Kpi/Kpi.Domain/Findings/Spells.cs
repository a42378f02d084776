using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>Reads the episodes of a timeline as it stood at <c>now</c>, oldest first: docs/metrics.md §2 with its flap rule.</summary>
/// <remarks>Enumerated with foreach; allocates nothing, since it runs for every finding at every evaluation.</remarks>
internal ref struct Spells(Timeline timeline, KpiTerms terms)
{
    private readonly Timeline _timeline = timeline;
    private int _next;

    public Spell Current { get; private set; }

    public readonly Spells GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next < _timeline.Length && !_timeline.IsExposed(_next))
        {
            _next++;
        }
        if (_next == _timeline.Length || _timeline.At(_next) > terms.Now)
        {
            return false;
        }
        var start = _timeline.At(_next);
        var end = KpiTerms.Never;
        var severity = Severity.Info;
        var retired = false;
        for (; _next < _timeline.Length && _timeline.At(_next) <= terms.Now; _next++)
        {
            var at = _timeline.At(_next);
            if (_timeline.IsExposed(_next))
            {
                if (end != KpiTerms.Never && at - end > terms.FlapWindow)
                {
                    break;
                }
                end = KpiTerms.Never;
                retired = false;
                severity = _timeline.Severity(_next);
            }
            else if (end == KpiTerms.Never)
            {
                end = at;
                retired = _timeline.Kind(_next) == StepKind.Retired;
            }
        }
        Current = new Spell(start, end, severity, retired);
        return true;
    }
}
