using System.Globalization;
using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Correlation;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Identity;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.States;

/// <summary>The whole small state of one finding, for whoever counts or reads it.</summary>
public static class FindingStates
{
    /// <summary>A line that moves leaves a place behind with every commit; a state stays small.</summary>
    private const int MostLocations = 200;

    public static FindingState Of(Group group, ServiceHistory history)
    {
        var live = FindingTimeline.LiveResults(group);
        var decisions = history.Ledger.DecisionsAbout(live)
            .ConvertAll(d => new Decision(d.At, d.Decision, d.Until, d.By, d.Justification, d.Source, d.Id));
        var tickets = FindingTimeline.TicketsOf(live, history)
            .ConvertAll(t => new TicketChange(t.At, t.Tracker, t.Key, t.Status, t.Url, t.Assignee, t.Source, t.Id));
        return new(group.Leader.Id, group.Members[0].Kind, FirstSightingOf(group, history), FindingTimeline.Of(group, history), decisions, tickets,
            Detail(group, live, history));
    }

    /// <summary>What a line about a finding says: a rule, its title, and a package or place.</summary>
    public static (string Rule, string? Title, string? Place) Line(Group group)
    {
        var live = FindingTimeline.LiveResults(group);
        return (Rules(live)[0], Telling(live)[0].Title, Sorted(live, r => One(r.Package)).FirstOrDefault() ?? Sorted(live, Locations).FirstOrDefault());
    }

    private static FirstSighting FirstSightingOf(Group group, ServiceHistory history)
    {
        var at = group.Members.Min(m => m.FirstListed)!.Value;
        Scan? first = null;
        var severity = Severity.Info;
        foreach (var scope in group.Members.SelectMany(m => m.Marks).Where(m => m.First == at).Select(m => m.Scope).Distinct())
        {
            foreach (var scan in history.Scopes[scope].ScansAt(at))
            {
                foreach (var result in group.Members.SelectMany(m => m.Results).Where(r => scan.Seen.Contains(r.Number)))
                {
                    severity = result.Data.Severity > severity ? result.Data.Severity : severity;
                    first = first is null || Scan.CompareAsFirst(scan, first) < 0 ? scan : first;
                }
            }
        }
        var fact = first!.Fact;
        return new(at, severity, fact.Stage, fact.Version, fact.Commit, fact.Tool, fact.Target, fact.Source, fact.Id);
    }

    private static FindingDetail Detail(Group group, IReadOnlyList<DescribedResult> live, ServiceHistory history)
    {
        var telling = Telling(live);
        var told = telling[0];
        var locations = Sorted(live, Locations);
        return new(
            told.Title, told.Description ?? telling.Select(r => r.Description).FirstOrDefault(d => d is not null), told.Help,
            Rules(live), Cwe(live), live.Count == 1 ? told.Cvss : live.Max(r => r.Cvss), Sorted(live, r => One(r.Package)), Sorted(live, r => One(r.FixedIn)),
            locations.Count > MostLocations ? locations.GetRange(0, MostLocations) : locations, Seen(group, history), Joins(group, history),
            Sorted(live, r => One(r.Path)) is { Count: > 0 } paths ? paths : null);
    }

    /// <summary>Results in the order in which they lend the finding their words; it must not depend on the order of arrival.</summary>
    private static IReadOnlyList<DescribedResult> Telling(IReadOnlyList<DescribedResult> live) => live.Count == 1
        ? live
        : [.. live.OrderBy(r => r.Title is null).ThenBy(r => VulnerabilityIds.Rank(r.Ids[0]))
            .ThenBy(r => r.Title, StringComparer.Ordinal).ThenBy(r => r.Description, StringComparer.Ordinal).ThenBy(r => r.Help, StringComparer.Ordinal)];

    private static List<ScopeSightings> Seen(Group group, ServiceHistory history)
    {
        var scopes = FindingTimeline.ScopesOf(group, history).ToList();
        scopes.Sort((a, b) => string.CompareOrdinal(a.Scope.Tool, b.Scope.Tool) is var byTool and not 0 ? byTool : string.CompareOrdinal(a.Scope.Target, b.Scope.Target));
        return scopes.ConvertAll(s => new ScopeSightings(s.Scope.Tool, s.Scope.Target,
            Rules([.. group.Members.SelectMany(m => m.Results).Where(r => r.LiveScans > 0 && r.Data.Tool == s.Scope.Tool).Select(r => r.Data)]),
            Steps.ToTimeline(s.Marks)));
    }

    /// <summary>Why results count as one: every key that more than one identity of the finding has, and every position they share.</summary>
    private static List<Join> Joins(Group group, ServiceHistory history)
    {
        if (group.Members.Count == 1)
        {
            return [];
        }
        var byKey = group.Members.SelectMany(m => m.Keys.Select(k => (Key: k, Atom: m))).GroupBy(k => k.Key).Where(g => g.Count() > 1)
            .Select(g => new Join(IdentityKeys.Show(g.Key), Names(g.Select(k => k.Atom))));
        var byPosition = group.Members.SelectMany(a => history.Joins.JoinedTo(a).Where(b => string.CompareOrdinal(a.Id, b.Id) < 0)
            .Select(b => (Key: history.Joins.Explain(a, b), Names: Names([a, b]))))
            .Where(j => j.Key is not null).GroupBy(j => j.Key!).Select(g => new Join(g.Key, Sorted(g.SelectMany(j => j.Names))));
        return [.. byKey.Concat(byPosition).OrderBy(j => j.Key, StringComparer.Ordinal)];
    }

    private static List<string> Names(IEnumerable<Atom> atoms) =>
        Sorted(atoms.SelectMany(a => a.Results).Where(r => r.LiveScans > 0).Select(r => $"{r.Data.Tool} {r.Data.Ids[0]}"));

    private static List<string> Rules(IReadOnlyList<DescribedResult> results) =>
        results is [{ Ids: [var only], Mentions: null }]
            ? [only]
            : [.. results.SelectMany(Ledger.ServiceLedger.IdsOf).OrderBy(VulnerabilityIds.Rank).ThenBy(id => id, StringComparer.Ordinal)
                .Distinct(StringComparer.OrdinalIgnoreCase)];

    private static List<int> Cwe(IReadOnlyList<DescribedResult> results) =>
        results is [{ Cwe: null or { Count: 1 } }] ? [.. results[0].Cwe ?? []] : [.. results.SelectMany(r => r.Cwe ?? []).Distinct().Order()];

    private static IReadOnlyList<string> Locations(DescribedResult result)
    {
        var place = result.Path is null ? null : result.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{result.Path}:{line}") : result.Path;
        return result is { Resource: null, Url: null, AlsoAt: null }
            ? One(place)
            : [.. One(place), .. One(result.Resource), .. One(result.Url is null ? null : $"{result.Method ?? "GET"} {result.Url}"), .. result.AlsoAt ?? []];
    }

    private static IReadOnlyList<string> One(string? text) => text is null ? [] : [text];

    /// <summary>Every text once, in ordinal order. Most findings are one result with one text.</summary>
    private static List<string> Sorted(IReadOnlyList<DescribedResult> results, Func<DescribedResult, IReadOnlyList<string>> texts) =>
        results.Count == 1 && texts(results[0]) is { Count: <= 1 } few ? [.. few] : Sorted(results.SelectMany(texts));

    private static List<string> Sorted(IEnumerable<string> texts) => [.. texts.Distinct().Order(StringComparer.Ordinal)];
}
