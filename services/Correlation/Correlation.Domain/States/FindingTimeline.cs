using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Ledger;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.States;

/// <summary>When a finding was exposed, and how badly, by what its scopes (and for a manual one its tickets) say.</summary>
public static class FindingTimeline
{
    public static IReadOnlyList<DescribedResult> LiveResults(Group group) =>
        [.. group.Members.SelectMany(m => m.Results).Where(r => r.LiveScans > 0).Select(r => r.Data)];

    public static List<TimelineStep> Of(Group group, ServiceHistory history)
    {
        var scopes = ScopesOf(group, history).ToList();
        var presence = Steps.Sum([.. scopes.Select(s => s.Marks)]);
        return Steps.ToTimeline(group.Members[0].ScansCanClear
            ? presence
            : ManualExposure.Of(presence, TicketsOf(LiveResults(group), history), at => LastToRetire(scopes, at)));
    }

    /// <summary>Exposed at the end of all that is known.</summary>
    public static bool IsExposed(Group group, ServiceHistory history) =>
        group.Members[0].ScansCanClear
            ? group.Members.Any(m => m.Marks.Any(marks => marks.Last.IsPresent))
            : Of(group, history) is [.., { Severity: not null }];

    /// <summary>The severity at which it is exposed, or was last.</summary>
    public static Severity SeverityOf(Group group, ServiceHistory history) =>
        group.Members is [{ ScansCanClear: true, Marks: [{ Last.Severity: { } only }] }]
            ? only   // as most are, and without their timeline
            : Of(group, history).LastOrDefault(step => step.Severity is not null)?.Severity ?? LiveResults(group).Max(result => result.Severity);

    /// <summary>What each scope says of the finding.</summary>
    public static IEnumerable<(ScopeTimeline Scope, IReadOnlyList<Mark> Marks)> ScopesOf(Group group, ServiceHistory history)
    {
        if (group.Members.Count == 1)
        {
            return group.Members[0].Marks.Where(m => m.All.Count > 0).Select(m => (history.Scopes[m.Scope], m.All));
        }
        return group.Members.SelectMany(m => m.Marks).Where(m => m.All.Count > 0).GroupBy(m => m.Scope).OrderBy(g => g.Key)
            .Select(g => (history.Scopes[g.Key], Merge(history.Scopes[g.Key], group, [.. g.Select(m => m.All)])));
    }

    /// <summary>Changes of tickets about the results, each ticket from its link on, in their order.</summary>
    public static List<TicketChanged> TicketsOf(IReadOnlyList<DescribedResult> live, ServiceHistory history)
    {
        var tickets = history.Ledger.TicketsAbout(live);
        if (tickets.Count == 0)
        {
            return [];
        }
        var ids = live.SelectMany(ServiceLedger.IdsOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var changes = tickets.SelectMany(t => t.SinceLinkedTo(ids)).ToList();
        changes.Sort((a, b) => EventOrder.Compare(a.At, a.Source, a.Id, b.At, b.Source, b.Id));
        return changes;
    }

    /// <summary>
    /// What one scope says of a finding of several identities. A scan that lists one of them reports the finding, so where scans
    /// close nothing it takes the scans themselves to tell what was last reported.
    /// </summary>
    private static IReadOnlyList<Mark> Merge(ScopeTimeline scope, Group group, IReadOnlyList<IReadOnlyList<Mark>> functions)
    {
        if (functions.Count == 1 || !scope.HasPartialScans)
        {
            return Steps.Sum(functions);
        }
        var marks = new List<Mark>();
        var running = Presence.Gone;
        foreach (var instant in scope.Instants)
        {
            var after = After(instant, group, running);
            if (!after.SameAs(running))
            {
                marks.Add(new Mark(instant.At, instant.Retirement, running = after));
            }
        }
        return marks;
    }

    private static Presence After(Instant instant, Group group, Presence before)
    {
        if (instant.Retirement)
        {
            return before.IsPresent ? Presence.Retired : before;
        }
        var highest = group.Members.Max(instant.HighestListed);
        return highest is { } severity ? Presence.Of(severity) : instant.Closes ? Presence.Gone : before;
    }

    /// <summary>The event that took the last scope that reported a finding until then.</summary>
    private static (string Source, string Id) LastToRetire(List<(ScopeTimeline Scope, IReadOnlyList<Mark> Marks)> scopes, DateTimeOffset at) =>
        scopes.Where(s => s.Marks.Any(m => m.At == at && m.Presence.IsRetired)).Select(s => s.Scope.RetiredBy(at)).Max(EventOrder.AtOneInstant);
}
