using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>Reads the episodes of a timeline as it stood at <c>now</c>, oldest first: docs/metrics.md §2 with its flap rule.</summary>
/// <remarks>Enumerated with foreach; allocates nothing, since it runs for every finding at every evaluation.</remarks>
internal ref struct Spells(ReadOnlySpan<TimelineStep> timeline, KpiTerms terms)
{
    private readonly ReadOnlySpan<TimelineStep> _timeline = timeline;
    private int _next;

    public Spell Current { get; private set; }

    public readonly Spells GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next < _timeline.Length && _timeline[_next].Severity is null)
        {
            _next++;
        }
        if (_next == _timeline.Length || !terms.Knows(_timeline[_next].At))
        {
            return false;
        }
        var start = _timeline[_next].At.UtcTicks;
        var end = KpiTerms.Never;
        var severity = Severity.Info;
        var retired = false;
        for (; _next < _timeline.Length && terms.Knows(_timeline[_next].At); _next++)
        {
            var step = _timeline[_next];
            var at = step.At.UtcTicks;
            if (step.Severity is { } exposed)
            {
                if (end != KpiTerms.Never && at - end > terms.FlapWindow)
                {
                    break;
                }
                end = KpiTerms.Never;
                retired = false;
                severity = exposed;
            }
            else if (end == KpiTerms.Never)
            {
                end = at;
                retired = step.Retired;
            }
        }
        Current = new Spell(start, end, severity, retired);
        return true;
    }
}
