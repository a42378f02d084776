using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What the KPIs know of one finding: a view of a <see cref="FindingSet"/>, which does not change.</summary>
public readonly struct FindingFacts
{
    private readonly FindingColumns _columns;
    private readonly int _index;

    internal FindingFacts(FindingColumns columns, int index) => (_columns, _index) = (columns, index);

    public UInt128 Id => _columns.IdOf(_index);

    /// <summary>The revision of the service that these facts are of.</summary>
    public long Revision => _columns.RevisionOf(_index);

    public FindingKind Kind => (FindingKind)Row.Kind;

    /// <summary>Event time of the earliest scan that lists the finding.</summary>
    public DateTimeOffset FirstSeen => new(Row.FirstAt, TimeSpan.Zero);

    /// <summary>The severity that its first sighting gave it.</summary>
    public Severity FirstSeverity => (Severity)Row.FirstSeverity;

    /// <summary>Where it was first seen.</summary>
    public Stage Stage => (Stage)Row.Stage;

    /// <summary>The tool that saw it first.</summary>
    public string Tool => Read().FirstScan.Tool;

    /// <summary>The steps up to an instant.</summary>
    public IReadOnlyList<TimelineStep> StepsUntil(DateTimeOffset at)
    {
        var steps = new List<TimelineStep>();
        var timeline = Read().Timeline;
        for (var i = 0; i < timeline.Length && timeline.At(i) <= at.UtcTicks; i++)
        {
            var exposed = timeline.IsExposed(i);
            steps.Add(new(new DateTimeOffset(timeline.At(i), TimeSpan.Zero), exposed ? timeline.Severity(i) : null, timeline.Kind(i) == StepKind.Retired));
        }
        return steps;
    }

    internal Finding Read() => _columns.Read(_index);

    private ref readonly FindingRow Row => ref _columns.Rows[_index];
}
