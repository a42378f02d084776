namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>How long an episode was watched: from its start until it was remediated or lost from sight (censored). Ticks of UTC.</summary>
internal readonly record struct Lifetime(long Start, long Exit)
{
    public long Duration => Exit - Start;

    /// <summary>Duration at which the episode comes into sight of a window: 0, or what it had lived through when the window opened.</summary>
    public long EntryInto(in KpiWindow window) => Math.Max(0, window.OpensAfter - Start);
}
