using MetricsPlatform.Kpi.Domain.Findings;

namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>How long an episode was watched: from its start until it was remediated or lost from sight (censored). Ticks of UTC.</summary>
internal readonly record struct Lifetime(long Start, long Exit)
{
    /// <summary>Until its end, or now, or the acceptance that stands there.</summary>
    public static Lifetime Of(in JudgedEpisode episode, KpiTerms terms) =>
        new(episode.Spell.Start, Math.Min(Math.Min(episode.Spell.End, terms.Now), episode.AcceptedAt));

    public long Duration => Exit - Start;

    /// <summary>Duration at which the episode comes into sight of a window: 0, or what it had lived through when the window opened.</summary>
    public long EntryInto(in KpiWindow window) => Math.Max(0, window.OpensAfter - Start);
}
