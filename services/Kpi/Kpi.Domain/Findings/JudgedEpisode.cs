using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>An episode of a finding that is not void, with what follows from the decisions on it.</summary>
internal readonly struct JudgedEpisode
{
    public JudgedEpisode(in Spell spell, ReadOnlySpan<DecisionFact> decisions, KpiTerms terms)
    {
        Spell = spell;
        Deadline = DeadlineOf(spell, decisions, terms);
        AcceptedAt = StandingDecision.AcceptanceAt(Math.Min(spell.End, terms.Now), decisions, terms)?.At ?? KpiTerms.Never;
    }

    public Spell Spell { get; }

    /// <summary>In ticks of UTC; <see cref="KpiTerms.Never"/> when there is none.</summary>
    public long Deadline { get; }

    /// <summary>Since when the acceptance stands that stands at the end, or now when the episode is open; <see cref="KpiTerms.Never"/> without one.</summary>
    public long AcceptedAt { get; }

    public bool IsAcceptedAtEnd => AcceptedAt != KpiTerms.Never;

    /// <summary>It ended, and neither a retirement nor an acceptance explains that away.</summary>
    public bool IsRemediated => !Spell.IsOpen && !Spell.Retired && !IsAcceptedAtEnd;

    public bool IsAccepted => Spell.IsOpen && IsAcceptedAtEnd;

    /// <summary>When it is decided whether the deadline was kept (§3).</summary>
    public long Fate => Math.Min(Spell.End, Deadline);

    public bool IsMet => Spell.End <= Deadline;

    /// <summary>At a deadline nothing is accepted (it would have moved) and nothing has been retired yet; an end may be either.</summary>
    public bool FateCounts => !IsMet || IsRemediated;

    public bool IsOverdue(long now) => now > Deadline;

    public bool IsOpenedIn(in KpiWindow window) => window.Holds(Spell.Start);

    public bool IsRemediatedIn(in KpiWindow window) => IsRemediated && window.Holds(Spell.End);

    public bool IsDueIn(in KpiWindow window, long now) => window.HoldsUpTo(Fate, now) && FateCounts;

    private static long DeadlineOf(in Spell spell, ReadOnlySpan<DecisionFact> decisions, KpiTerms terms)
    {
        if (terms.TargetOf(spell.Severity) is not { } target)
        {
            return KpiTerms.Never;
        }
        var deadline = spell.Start + target;
        while (StandingDecision.AcceptanceAt(deadline, decisions, terms) is { } acceptance)
        {
            deadline = acceptance.Until;
        }
        return deadline;
    }
}
