namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>What can be told of an episode.</summary>
internal static class EpisodeColumns
{
    public static readonly KpiColumn<EpisodeSight> Severity = new("severity", e => e.Severity);
    public static readonly KpiColumn<EpisodeSight> Start = new("start", e => EpisodeSight.Instant(e.Episode.Spell.Start));
    public static readonly KpiColumn<EpisodeSight> End = new("end", e => EpisodeSight.Instant(e.Episode.Spell.End));
    public static readonly KpiColumn<EpisodeSight> Deadline = new("deadline", e => EpisodeSight.Instant(e.Episode.Deadline));
    public static readonly KpiColumn<EpisodeSight> Duration = new("duration_seconds", e => Seconds.Of(e.Episode.Spell.End - e.Episode.Spell.Start));
    public static readonly KpiColumn<EpisodeSight> Opened = new("opened", e => e.IsOpened);
    public static readonly KpiColumn<EpisodeSight> Remediated = new("remediated", e => e.IsRemediated);
    public static readonly KpiColumn<EpisodeSight> Fate = new("decided", e => EpisodeSight.Instant(e.Episode.Fate));
    public static readonly KpiColumn<EpisodeSight> Met = new("met", e => e.Episode.IsMet);
    public static readonly KpiColumn<EpisodeSight> Triaged = new("triaged", e => EpisodeSight.Instant(e.Triaged));
    public static readonly KpiColumn<EpisodeSight> TriageTime = new("triage_seconds", e => Seconds.Of(e.Triaged - e.Episode.Spell.Start));
    public static readonly KpiColumn<EpisodeSight> Entry = new("entry_seconds", e => Seconds.Of(e.Lifetime.EntryInto(e.Window)));
    public static readonly KpiColumn<EpisodeSight> Exit = new("exit_seconds", e => Seconds.Of(e.Lifetime.Duration));
    public static readonly KpiColumn<EpisodeSight> Event = new("event", e => e.Episode.IsRemediated);
    public static readonly KpiColumn<EpisodeSight> Age = new("age_seconds", e => Seconds.Of(e.Age));
}
