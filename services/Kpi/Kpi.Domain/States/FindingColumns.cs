using System.Runtime.InteropServices;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;

namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>
/// Findings in columns: a million of them are a few thousand arrays that hold no references, which evaluation reads from one end to the
/// other and the garbage collector not at all.
/// </summary>
/// <remarks>To append: add the finding's steps, decisions and tickets, then close it. Not safe for use while somebody appends.</remarks>
internal sealed class FindingColumns(FindingWords words)
{
    private readonly List<UInt128> _ids = [];
    private readonly List<long> _revisions = [];
    private readonly List<FindingRow> _rows = [];
    private readonly List<long> _stepTimes = [];
    private readonly List<byte> _stepKinds = [];
    private readonly List<DecisionFact> _decisions = [];
    private readonly List<TicketFact> _tickets = [];

    public int Count => _rows.Count;

    public FindingWords Words => words;

    public ReadOnlySpan<UInt128> Ids => CollectionsMarshal.AsSpan(_ids);

    public ReadOnlySpan<FindingRow> Rows => CollectionsMarshal.AsSpan(_rows);

    public FindingFacts this[int index] => new(this, index);

    public UInt128 IdOf(int index) => _ids[index];

    public long RevisionOf(int index) => _revisions[index];

    public Finding Read(int index)
    {
        ref readonly var row = ref Rows[index];
        var start = EndBefore(index);
        return new Finding(
            in row, words,
            new Timeline(
                CollectionsMarshal.AsSpan(_stepTimes)[start.StepsEnd..row.StepsEnd], CollectionsMarshal.AsSpan(_stepKinds)[start.StepsEnd..row.StepsEnd]),
            CollectionsMarshal.AsSpan(_decisions)[start.DecisionsEnd..row.DecisionsEnd], CollectionsMarshal.AsSpan(_tickets)[start.TicketsEnd..row.TicketsEnd]);
    }

    public void AddStep(long at, byte kind)
    {
        _stepTimes.Add(at);
        _stepKinds.Add(kind);
    }

    public void AddDecision(DecisionFact decision) => _decisions.Add(decision);

    public void AddTicket(TicketFact change) => _tickets.Add(change);

    public void Close(UInt128 id, long revision, long firstAt, FirstScan firstScan, CweSet cwes, FindingKind kind, Stage stage, Severity firstSeverity)
    {
        _ids.Add(id);
        _revisions.Add(revision);
        _rows.Add(new FindingRow(
            firstAt, words.FirstScans.Of(firstScan), words.Cwes.Of(cwes), _stepTimes.Count, _decisions.Count, _tickets.Count, (byte)kind, (byte)stage, (byte)firstSeverity));
    }

    /// <summary>Forgets what was added since the last finding was closed.</summary>
    public void Discard()
    {
        var end = EndBefore(Count);
        CollectionsMarshal.SetCount(_stepTimes, end.StepsEnd);
        CollectionsMarshal.SetCount(_stepKinds, end.StepsEnd);
        CollectionsMarshal.SetCount(_decisions, end.DecisionsEnd);
        CollectionsMarshal.SetCount(_tickets, end.TicketsEnd);
    }

    public void Append(FindingColumns other, int index)
    {
        var (start, row) = (other.EndBefore(index), other._rows[index]);
        _stepTimes.AddRange(CollectionsMarshal.AsSpan(other._stepTimes)[start.StepsEnd..row.StepsEnd]);
        _stepKinds.AddRange(CollectionsMarshal.AsSpan(other._stepKinds)[start.StepsEnd..row.StepsEnd]);
        _decisions.AddRange(CollectionsMarshal.AsSpan(other._decisions)[start.DecisionsEnd..row.DecisionsEnd]);
        _tickets.AddRange(CollectionsMarshal.AsSpan(other._tickets)[start.TicketsEnd..row.TicketsEnd]);
        _ids.Add(other._ids[index]);
        _revisions.Add(other._revisions[index]);
        if (!ReferenceEquals(other.Words, words))
        {
            row = row with { FirstScan = words.FirstScans.Of(other.Words.FirstScans[row.FirstScan]), Cwes = words.Cwes.Of(other.Words.Cwes[row.Cwes]) };
        }
        _rows.Add(row with { StepsEnd = _stepTimes.Count, DecisionsEnd = _decisions.Count, TicketsEnd = _tickets.Count });
    }

    /// <exception cref="FormatException">Its id is none.</exception>
    public void Append(FindingState finding, long revision)
    {
        var id = FindingId.Parse(finding.Id);
        foreach (var step in finding.Timeline)
        {
            AddStep(step.At.UtcTicks, StepKind.Of(step));
        }
        foreach (var decision in finding.Decisions)
        {
            AddDecision(new DecisionFact(decision.At.UtcTicks, decision.Until?.UtcTicks ?? KpiTerms.Never, decision.Kind));
        }
        var tickets = new List<(string Tracker, string Key)>();
        foreach (var change in finding.Tickets)
        {
            var ticket = tickets.IndexOf((change.Tracker, change.Key));
            if (ticket < 0)
            {
                ticket = tickets.Count;
                tickets.Add((change.Tracker, change.Key));
            }
            AddTicket(new TicketFact(change.At.UtcTicks, ticket, change.Status));
        }
        var first = finding.First;
        Close(
            id, revision, first.At.UtcTicks, new FirstScan(new Origin(first.Version, first.Commit), first.Tool, first.Target),
            new CweSet([.. finding.Detail.Cwe.Where(cwe => cwe > 0)]), finding.Kind, first.Stage, first.Severity);
    }

    /// <summary>Lets go of the room for more.</summary>
    public void Trim()
    {
        (_ids.Capacity, _revisions.Capacity, _rows.Capacity) = (_ids.Count, _revisions.Count, _rows.Count);
        (_stepTimes.Capacity, _stepKinds.Capacity) = (_stepTimes.Count, _stepKinds.Count);
        (_decisions.Capacity, _tickets.Capacity) = (_decisions.Count, _tickets.Count);
    }

    private FindingRow EndBefore(int index) => index == 0 ? default : _rows[index - 1];
}
