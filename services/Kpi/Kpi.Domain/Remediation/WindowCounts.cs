using MetricsPlatform.Kpi.Domain.Findings;

namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>What can be counted episode by episode, for one severity and window.</summary>
internal struct WindowCounts
{
    public int Opened { get; private set; }
    public int Due { get; private set; }
    public int Met { get; private set; }
    public int Triaged { get; private set; }

    /// <summary>Sum of the times to triage, in ticks.</summary>
    public Int128 TriageTime { get; private set; }

    public void Add(in JudgedEpisode episode, long triaged, in KpiWindow window, long now)
    {
        if (episode.IsOpenedIn(window))
        {
            Opened++;
        }
        if (episode.IsDueIn(window, now))
        {
            Due++;
            Met += episode.IsMet ? 1 : 0;
        }
        if (window.HoldsUpTo(triaged, now))
        {
            Triaged++;
            TriageTime += triaged - episode.Spell.Start;
        }
    }

    public void Merge(in WindowCounts other)
    {
        Opened += other.Opened;
        Due += other.Due;
        Met += other.Met;
        Triaged += other.Triaged;
        TriageTime += other.TriageTime;
    }
}
