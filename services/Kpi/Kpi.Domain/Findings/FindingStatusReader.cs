using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>What one finding is at <c>now</c>, for people to read.</summary>
internal static class FindingStatusReader
{
    public static FindingStatus? Read(in Finding finding, KpiTerms terms)
    {
        if (Summarize(finding, terms) is not { } summary)
        {
            return null;
        }
        var episodes = new List<Episode>();
        foreach (var spell in new Spells(finding.Timeline, terms))
        {
            var episode = new JudgedEpisode(spell, finding.Decisions, terms);
            episodes.Add(new Episode(
                Instant(spell.Start)!.Value, Instant(spell.End), spell.Severity, spell.Retired, episode.IsAcceptedAtEnd, Instant(episode.Deadline)));
        }
        var until = summary.Standing == FindingStanding.Accepted ? StandingDecision.At(terms.Now, finding.Decisions, terms)!.Value.Until : KpiTerms.Never;
        return new FindingStatus(summary, episodes, Instant(until));
    }

    /// <summary>The same without its story: allocates nothing, since it runs for every finding that a list may show.</summary>
    public static FindingSummary? Summarize(in Finding finding, KpiTerms terms)
    {
        if (finding.FirstAt > terms.Now)
        {
            return null;
        }
        Spell? latest = null;
        foreach (var spell in new Spells(finding.Timeline, terms))
        {
            latest = spell;
        }
        JudgedEpisode? last = latest is { } it ? new JudgedEpisode(it, finding.Decisions, terms) : null;
        var standing = StandingOf(StandingDecision.At(terms.Now, finding.Decisions, terms)?.Kind, last);
        return new FindingSummary(
            standing, latest?.Severity ?? finding.FirstSeverity, Instant(latest?.Start ?? finding.FirstAt)!.Value,
            Overdue: standing == FindingStanding.Open && terms.Now > last!.Value.Deadline,
            ClaimedFixed: standing == FindingStanding.Open && LinkedTickets.AllClosed(finding.Tickets, terms));
    }

    private static FindingStanding StandingOf(TriageDecision? standing, JudgedEpisode? last) => (standing, last) switch
    {
        (TriageDecision.FalsePositive, _) => FindingStanding.FalsePositive,
        (TriageDecision.NotAffected, _) => FindingStanding.NotAffected,
        (_, { IsAccepted: true }) => FindingStanding.Accepted,
        (_, { Spell.IsOpen: true }) => FindingStanding.Open,
        (_, { Spell.Retired: true }) => FindingStanding.Retired,
        _ => FindingStanding.Fixed,
    };

    private static DateTimeOffset? Instant(long ticks) => ticks == KpiTerms.Never ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
