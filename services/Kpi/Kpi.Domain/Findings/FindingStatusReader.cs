using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Findings;

/// <summary>What one finding is at <c>now</c>, for people to read.</summary>
internal static class FindingStatusReader
{
    public static FindingStatus? Read(FindingFacts finding, KpiTerms terms)
    {
        if (!terms.Knows(finding.First.At))
        {
            return null;
        }
        var episodes = new List<Episode>();
        JudgedEpisode? last = null;
        foreach (var spell in new Spells(finding.Timeline, terms))
        {
            var episode = new JudgedEpisode(spell, finding.Decisions, terms);
            episodes.Add(new Episode(
                Instant(spell.Start)!.Value, Instant(spell.End), spell.Severity, spell.Retired, episode.Acceptance is not null, Instant(episode.Deadline)));
            last = episode;
        }
        var standing = StandingDecision.At(terms.Now, finding.Decisions, terms);
        var status = StandingOf(standing?.Kind, last);
        return new FindingStatus(
            status, last?.Spell.Severity ?? finding.First.Severity, episodes,
            Overdue: status == FindingStanding.Open && terms.Now > last!.Value.Deadline,
            ClaimedFixed: status == FindingStanding.Open && LinkedTickets.AllClosed(finding.Tickets, terms),
            AcceptedUntil: status == FindingStanding.Accepted ? standing!.Until : null);
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
