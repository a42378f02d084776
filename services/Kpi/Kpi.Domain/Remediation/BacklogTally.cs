using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>Counts docs/metrics.md §4 over the open episodes added.</summary>
internal sealed class BacklogTally(KpiTerms terms)
{
    private static readonly FindingKind[] Kinds = Enum.GetValues<FindingKind>();

    private readonly SeverityBacklog[] _severities = [.. KpiTerms.Severities.Select(_ => new SeverityBacklog())];

    public void Add(in JudgedEpisode episode, in Finding finding)
    {
        var backlog = _severities[Severity.Critical - episode.Spell.Severity];
        if (episode.IsAccepted)
        {
            backlog.Accepted++;
            return;
        }
        backlog.Open++;
        backlog.Overdue += episode.IsOverdue(terms.Now) ? 1 : 0;
        backlog.ClaimedFixed += LinkedTickets.AllClosed(finding.Tickets, terms) ? 1 : 0;
        var age = terms.Now - episode.Spell.Start;
        backlog.Age += age;
        backlog.Ages[AgeBand.Of(age)]++;
        backlog.Kinds[(int)finding.Kind]++;
        backlog.OldestStart = Math.Min(backlog.OldestStart, episode.Spell.Start);
    }

    public void Merge(BacklogTally other)
    {
        for (var i = 0; i < _severities.Length; i++)
        {
            _severities[i].Merge(other._severities[i]);
        }
    }

    public IReadOnlyList<BacklogKpi> Rows() => [.. _severities.Select((backlog, i) => Row(KpiTerms.Severities[i], backlog))];

    private BacklogKpi Row(Severity severity, SeverityBacklog backlog)
    {
        DateTimeOffset? oldest = backlog.Open == 0 ? null : new DateTimeOffset(backlog.OldestStart, TimeSpan.Zero);
        return new BacklogKpi(
            severity, backlog.Open, backlog.Accepted, backlog.Overdue, backlog.ClaimedFixed,
            backlog.Open == 0 ? null : Seconds.Of(terms.Now - backlog.OldestStart), Seconds.Mean(backlog.Age, backlog.Open), oldest,
            [.. AgeBand.Names.Select((name, i) => new AgeKpi(name, backlog.Ages[i]))],
            [.. Kinds.Select(kind => new KindKpi(kind, backlog.Kinds[(int)kind]))]);
    }

    private sealed class SeverityBacklog
    {
        public int Open, Accepted, Overdue, ClaimedFixed;
        public Int128 Age;
        public readonly int[] Ages = new int[AgeBand.Names.Count];
        public readonly int[] Kinds = new int[BacklogTally.Kinds.Length];
        public long OldestStart = KpiTerms.Never;

        public void Merge(SeverityBacklog other)
        {
            Open += other.Open;
            Accepted += other.Accepted;
            Overdue += other.Overdue;
            ClaimedFixed += other.ClaimedFixed;
            Age += other.Age;
            for (var i = 0; i < Ages.Length; i++)
            {
                Ages[i] += other.Ages[i];
            }
            for (var i = 0; i < Kinds.Length; i++)
            {
                Kinds[i] += other.Kinds[i];
            }
            OldestStart = Math.Min(OldestStart, other.OldestStart);
        }
    }
}
