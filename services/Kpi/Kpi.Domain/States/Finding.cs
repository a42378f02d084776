using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>One finding with all its parts at hand, while somebody evaluates it.</summary>
internal readonly ref struct Finding
{
    private readonly ref readonly FindingRow _row;
    private readonly Origins _origins;

    public Finding(ref readonly FindingRow row, Origins origins, Timeline timeline, ReadOnlySpan<DecisionFact> decisions, ReadOnlySpan<TicketFact> tickets)
    {
        _row = ref row;
        _origins = origins;
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

    /// <summary>What was scanned when it was first seen.</summary>
    public Origin Origin => _origins[_row.Origin];

    public Timeline Timeline { get; }

    /// <summary>In their order (time, source, id).</summary>
    public ReadOnlySpan<DecisionFact> Decisions { get; }

    /// <summary>In their order (time, source, id).</summary>
    public ReadOnlySpan<TicketFact> Tickets { get; }
}
