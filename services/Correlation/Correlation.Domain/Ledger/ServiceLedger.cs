using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Identity;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.Ledger;

/// <summary>What belongs to no single finding: decisions and tickets (also those that wait for their finding), releases, incidents.</summary>
public sealed class ServiceLedger
{
    private readonly Dictionary<string, List<FindingTriaged>> decisions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Ticket>> ticketsByRule = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Tracker, string Key), Ticket> tickets = [];
    private readonly Dictionary<string, Entry<ReleaseDeployed>> releases = [];
    private readonly Dictionary<string, Entry<IncidentChanged>> incidents = [];

    public IReadOnlyDictionary<string, Entry<ReleaseDeployed>> Releases => releases;
    public IReadOnlyDictionary<string, Entry<IncidentChanged>> Incidents => incidents;

    public void Add(FindingTriaged fact)
    {
        if (!decisions.TryGetValue(fact.Rule, out var about))
        {
            decisions.Add(fact.Rule, about = new(1));
        }
        EventOrder.Insert(about, fact, (a, b) => EventOrder.Compare(a.At, a.Source, a.Id, b.At, b.Source, b.Id));
    }

    /// <summary>Takes decisions back; returns the rules that they were about.</summary>
    public List<string> Withdraw(Predicate<FindingTriaged> which) => [.. decisions.Where(about => about.Value.RemoveAll(which) > 0).Select(about => about.Key)];

    /// <summary>Decisions by somebody, and changes of tickets that were assigned to them.</summary>
    public IReadOnlyList<EventName> Naming(string name) =>
    [
        .. decisions.Values.SelectMany(about => about).Where(d => d.By == name).Select(d => new EventName(d.Source, d.Id)),
        .. tickets.Values.SelectMany(t => t.Changes).Where(c => c.Assignee == name).Select(c => new EventName(c.Source, c.Id)),
    ];

    /// <summary>Puts a pseudonym in the place of the name that these events have; returns the rules that they are about.</summary>
    public List<string> Replace(string pseudonym, IReadOnlySet<(string Source, string Id)> events)
    {
        var rules = new List<string>();
        foreach (var about in decisions.Values)
        {
            for (var i = 0; i < about.Count; i++)
            {
                if (events.Contains((about[i].Source, about[i].Id)))
                {
                    about[i] = about[i] with { By = pseudonym };
                    rules.Add(about[i].Rule);
                }
            }
        }
        foreach (var ticket in tickets.Values.Where(t => t.Replace(pseudonym, events)))
        {
            rules.AddRange(ticket.Rules);
        }
        return rules;
    }

    /// <summary>Returns the ticket with everything it was ever about.</summary>
    public Ticket Add(TicketChanged fact)
    {
        var key = (fact.Tracker, fact.Key);
        if (!tickets.TryGetValue(key, out var ticket))
        {
            tickets.Add(key, ticket = new Ticket());
        }
        foreach (var rule in ticket.Add(fact))
        {
            if (!ticketsByRule.TryGetValue(rule, out var about))
            {
                ticketsByRule.Add(rule, about = new(1));
            }
            about.Add(ticket);
        }
        return ticket;
    }

    public void Add(ReleaseDeployed fact, long revision) =>
        Entry(releases, fact.Version).Add(fact, revision, (a, b) => EventOrder.Compare(a.At, a.Source, a.Id, b.At, b.Source, b.Id));

    public void Add(IncidentChanged fact, long revision) =>
        Entry(incidents, fact.Key).Add(fact, revision, (a, b) => EventOrder.Compare(a.At, a.Source, a.Id, b.At, b.Source, b.Id));

    /// <summary>Decisions of which one live result meets all parts, in their order.</summary>
    public List<FindingTriaged> DecisionsAbout(IReadOnlyList<DescribedResult> live)
    {
        if (decisions.Count == 0)
        {
            return [];
        }
        var found = new List<FindingTriaged>();
        foreach (var result in live)
        {
            foreach (var id in IdsOf(result))
            {
                foreach (var decision in decisions.GetValueOrDefault(id) ?? [])
                {
                    if (Meets(result, decision) && !found.Contains(decision))
                    {
                        EventOrder.Insert(found, decision, (a, b) => EventOrder.Compare(a.At, a.Source, a.Id, b.At, b.Source, b.Id));
                    }
                }
            }
        }
        return found;
    }

    /// <summary>Tickets about one of the live results; each with the id set that links it.</summary>
    public IReadOnlyCollection<Ticket> TicketsAbout(IReadOnlyList<DescribedResult> live) =>
        tickets.Count == 0 ? [] : [.. live.SelectMany(IdsOf).SelectMany(id => ticketsByRule.GetValueOrDefault(id) ?? []).Distinct()];

    /// <summary>Rule, aliases and mentions: all match, without case.</summary>
    public static IEnumerable<string> IdsOf(DescribedResult result) => result.Mentions is null ? result.Ids : result.Ids.Concat(result.Mentions);

    private static bool Meets(DescribedResult result, FindingTriaged decision) =>
        (decision.Path is null || decision.Path == result.Path)
        && (decision.Package is null || (result.Package is not null && PackageKey.Of(decision.Package) == PackageKey.Of(result.Package)));

    private static Entry<T> Entry<T>(Dictionary<string, Entry<T>> entries, string key)
    {
        if (!entries.TryGetValue(key, out var entry))
        {
            entries.Add(key, entry = new());
        }
        return entry;
    }
}

/// <summary>Facts about one thing in their order, and the revision that last changed them.</summary>
public sealed class Entry<T>
{
    private readonly List<T> facts = new(1);

    public IReadOnlyList<T> Facts => facts;
    public long ChangedIn { get; private set; }

    public void Add(T fact, long revision, Comparison<T> order)
    {
        EventOrder.Insert(facts, fact, order);
        ChangedIn = revision;
    }
}

/// <summary>A ticket: its latest event gives its status, and a link once made stays.</summary>
public sealed class Ticket
{
    private readonly List<TicketChanged> changes = new(1);
    private readonly HashSet<string> rules = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every rule that any of its events names.</summary>
    public IReadOnlyCollection<string> Rules => rules;

    public IReadOnlyList<TicketChanged> Changes => changes;

    /// <summary>Assigns it to a pseudonym where one of these events did to somebody; returns whether one did.</summary>
    public bool Replace(string pseudonym, IReadOnlySet<(string Source, string Id)> events)
    {
        var any = false;
        for (var i = 0; i < changes.Count; i++)
        {
            if (events.Contains((changes[i].Source, changes[i].Id)))
            {
                (changes[i], any) = (changes[i] with { Assignee = pseudonym }, true);
            }
        }
        return any;
    }

    /// <summary>Adds an event; returns the rules that it is the first to name.</summary>
    public List<string> Add(TicketChanged change)
    {
        EventOrder.Insert(changes, change, (a, b) => EventOrder.Compare(a.At, a.Source, a.Id, b.At, b.Source, b.Id));
        return [.. change.Rules.Where(rules.Add)];
    }

    /// <summary>Its changes since the first one that names one of these ids: before, it was not linked.</summary>
    public IEnumerable<TicketChanged> SinceLinkedTo(IReadOnlySet<string> ids) => changes.SkipWhile(c => !c.Rules.Any(ids.Contains));
}
