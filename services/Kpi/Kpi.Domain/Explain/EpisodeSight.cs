using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.Remediation;

namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>A judged episode, seen through a window.</summary>
/// <param name="Triaged">When somebody first dealt with it; <see cref="KpiTerms.Never"/>: nobody yet.</param>
internal readonly record struct EpisodeSight(JudgedEpisode Episode, long Triaged, bool IsClaimedFixed, KpiWindow Window, KpiTerms Terms)
{
    public Severity Severity => Episode.Spell.Severity;
    public bool IsOpen => Episode.Spell.IsOpen && !Episode.IsAccepted;
    public bool IsOpened => Episode.IsOpenedIn(Window);
    public bool IsRemediated => Episode.IsRemediatedIn(Window);
    public bool IsDue => Episode.IsDueIn(Window, Terms.Now);
    public bool IsTriaged => Window.HoldsUpTo(Triaged, Terms.Now);
    public bool IsAtRisk => Lifetime.EntryInto(Window) < Lifetime.Duration;
    public Lifetime Lifetime => Lifetime.Of(Episode, Terms);
    public long Age => Terms.Now - Episode.Spell.Start;

    public static DateTimeOffset? Instant(long ticks) => ticks == KpiTerms.Never ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
