using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>One finding with all its parts at hand, while somebody evaluates it.</summary>
internal readonly ref struct Finding
{
    private readonly ref readonly FindingRow _row;
    private readonly FindingWords _words;

    public Finding(ref readonly FindingRow row, FindingWords words, Timeline timeline, ReadOnlySpan<DecisionFact> decisions, ReadOnlySpan<TicketFact> tickets)
    {
        _row = ref row;
        _words = words;
        Timeline = timeline;
        Decisions = decisions;
        Tickets = tickets;
    }

    /// <summary>Event time of the first sighting, in ticks of UTC.</summary>
    public long FirstAt => _row.FirstAt;

    /// <summary>The severity that the first sighting gave it.</summary>
    public Severity FirstSeverity => (Severity)_row.FirstSeverity;

    /// <summary>Where it was first seen.</summary>
    public Stage Stage => (Stage)_row.Stage;

    public FindingKind Kind => (FindingKind)_row.Kind;

    /// <summary>The scan that saw it first.</summary>
    public FirstScan FirstScan => _words.FirstScans[_row.FirstScan];

    /// <summary>Weaknesses that it is an instance of, ascending.</summary>
    public ReadOnlySpan<int> Cwes => _words.Cwes[_row.Cwes].Ids;

    public Timeline Timeline { get; }

    /// <summary>In their order (time, source, id).</summary>
    public ReadOnlySpan<DecisionFact> Decisions { get; }

    /// <summary>In their order (time, source, id).</summary>
    public ReadOnlySpan<TicketFact> Tickets { get; }
}
