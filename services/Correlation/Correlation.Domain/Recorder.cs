using MetricsPlatform.Contracts.Ingestion;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Identity;
using MetricsPlatform.Correlation.Domain.States;
using MetricsPlatform.Correlation.Domain.Timeline;
using Wire = MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Correlation.Domain;

/// <summary>Decides which facts follow from an event, and applies them. Nothing follows from a repeat.</summary>
public sealed class Recorder(ServiceHistory history)
{
    /// <summary>Results described by one fact: keeps a stored event small.</summary>
    private const int DescribedAtOnce = 500;

    private readonly List<ServiceFact> facts = [];

    /// <summary>What was recorded so far.</summary>
    internal IReadOnlyList<ServiceFact> Facts => facts;

    /// <summary>Facts to append to the service's stream, already applied to its history. Ends with a revision, unless parts of a scan are missing.</summary>
    /// <param name="mainBranches">Main branches of the service as the catalogue names them now.</param>
    public static IReadOnlyList<ServiceFact> Record(ServiceHistory history, NativeEvent message, IReadOnlyList<string> mainBranches)
    {
        if (history.Known(message.Header.Source, message.Header.Id) is not null)
        {
            return [];
        }
        var recorder = new Recorder(history);
        recorder.NameBranches(mainBranches);
        recorder.Record(message);
        return recorder.facts;
    }

    /// <summary>Facts that follow from a changed catalogue alone.</summary>
    public static IReadOnlyList<ServiceFact> Record(ServiceHistory history, IReadOnlyList<string> mainBranches)
    {
        var recorder = new Recorder(history);
        if (recorder.NameBranches(mainBranches))
        {
            recorder.Revise(null, null);
        }
        return recorder.facts;
    }

    /// <summary>Facts that follow from a person's wish not to be named.</summary>
    public static IReadOnlyList<ServiceFact> Replace(ServiceHistory history, string name, string pseudonym)
    {
        var recorder = new Recorder(history);
        recorder.Add(new NameReplaced(pseudonym, history.Ledger.Naming(name)));
        recorder.Revise(null, null);
        return recorder.facts;
    }

    private bool NameBranches(IReadOnlyList<string> branches)
    {
        if (branches.ToHashSet().SetEquals(history.MainBranches))
        {
            return false;
        }
        Add(new MainBranchesNamed(branches));
        return true;
    }

    private void Record(NativeEvent message)
    {
        var (source, id, at) = (message.Header.Source, message.Header.Id, message.Header.Time);
        ScanReported? scan = null;
        switch (message)
        {
            case ScanPart part:
                scan = Hear(part);
                if (scan is null)
                {
                    return;
                }
                Add(scan);
                break;
            case Wire.ReleaseDeployed e:
                Add(new Facts.ReleaseDeployed(source, id, at, e.Version, e.Commit, e.Environment, e.Outcome, e.Features, e.Url));
                break;
            case Wire.FindingTriaged e:
                Add(new Facts.FindingTriaged(source, id, at, e.Match.Rule, e.Match.Package, e.Match.Path, e.Decision, e.Until, e.By, e.Justification));
                break;
            case Wire.TicketChanged e:
                Add(new Facts.TicketChanged(source, id, at, e.Tracker, e.Key, e.Status, e.Url, e.Assignee, e.Rules));
                break;
            case Wire.ScanWithdrawn e:
                Add(new Facts.ScanWithdrawn(source, id, at, e.ScanSource, e.ScanId, e.Reason, e.By));
                break;
            case Wire.ScopeRetired e:
                Add(new Facts.ScopeRetired(source, id, at, e.Tool, e.Target));
                break;
            case Wire.ServiceRetired:
                Add(new Facts.ServiceRetired(source, id, at));
                break;
            case Wire.IncidentChanged e:
                Add(new Facts.IncidentChanged(source, id, at, e.Key, e.Status, e.Environment, e.Version, e.Severity, e.Url, e.Features));
                break;
            default:
                throw new ArgumentException($"{message.GetType().Name} is no event that this version knows.", nameof(message));
        }
        Revise(message.Header, scan);
    }

    /// <summary>The scan, when this was the last part of it that was missing.</summary>
    private ScanReported? Hear(ScanPart part)
    {
        var (source, id) = (part.Header.Source, part.Header.Id);
        var pending = history.Pending(source, id);
        if (pending?.Has(part.Part) == true)
        {
            return null;
        }
        var numbers = NumberSet.Of(Describe(part.Results.SelectMany(r => Description.Of(part.Scan.Tool, r))));
        if (part.Parts > 1 && pending?.IsCompletedBy(part.Part) != true)
        {
            Add(new ScanPartHeard(source, id, part.Part, part.Parts, part.Results.Count, numbers));
            return null;
        }
        return Listing(numbers.Union(pending?.Results ?? NumberSet.Empty), new(
            source, id, part.Header.Time, part.Scan.Tool, part.Scan.Target, part.Scan.Stage, part.Scan.Version, part.Scan.Commit,
            part.Scan.Branch, part.Scan.Complete, part.Scan.Successful, part.Results.Count + (pending?.Reported ?? 0), null, NumberSet.Empty, NumberSet.Empty));
    }

    /// <summary>The scan with what it lists, told by what another one lists that it differs little from.</summary>
    internal ScanReported Listing(NumberSet listing, ScanReported scan)
    {
        var neighbour = history.Scopes.NeighbourOf(scan.Tool, scan.Target, scan.At);
        var known = neighbour?.Listing ?? NumberSet.Empty;
        return scan with { Base = neighbour?.Number, Added = listing.Except(known), Removed = known.Except(listing) };
    }

    /// <summary>The numbers of results, in their order; those that are new get theirs.</summary>
    internal List<int> Describe(IEnumerable<DescribedResult> results)
    {
        var numbers = new List<int>();
        var unseen = new List<DescribedResult>();
        var numberOf = new Dictionary<DescribedResult, int>(SameResult.Comparer);
        var first = history.Registry.Count;
        foreach (var result in results)
        {
            if ((history.Registry.NumberOf(result) ?? (numberOf.TryGetValue(result, out var added) ? added : null)) is { } number)
            {
                numbers.Add(number);
                continue;
            }
            numbers.Add(first + unseen.Count);
            numberOf.Add(result, first + unseen.Count);
            unseen.Add(result);
        }
        for (var i = 0; i < unseen.Count; i += DescribedAtOnce)
        {
            Add(new ResultsDescribed(first + i, unseen.GetRange(i, Math.Min(DescribedAtOnce, unseen.Count - i))));
        }
        return numbers;
    }

    internal void Revise(EventHeader? header, ScanReported? scan)
    {
        var touched = history.Touched;
        var changes = new RevisionChanges(history);
        foreach (var group in touched.Select(a => a.Group).OfType<Group>().Distinct())
        {
            var before = group.Members.Select(m => m.SettledGroup).OfType<Group>().ToList();
            var (was, now) = (before.Exists(g => g.WasExposed), FindingTimeline.IsExposed(group, history));
            if (before.Count == 0)
            {
                changes.AddNew(group);
            }
            else if (!was && now)
            {
                changes.AddReopened(group);
            }
            else if (was && !now)
            {
                changes.AddCleared(group);
            }
        }
        Add(new RevisionMade(
            history.Revision + 1, header?.Source, header?.Id, header?.Submission, header?.Item ?? 0, header?.AcceptedAt,
            NumberSet.Of([.. touched.Select(a => a.Results[0].Described)]),
            scan?.Reported ?? 0, changes.New, changes.Reopened, changes.Cleared, scan is null ? 0 : ListedFindings(scan).Count(g => !changes.HasRisen(g)),
            changes.Severities, changes.Worst));
    }

    private HashSet<Group> ListedFindings(ScanReported fact)
    {
        var groups = new HashSet<Group>();
        if (history.ScanOf(fact.Source, fact.Id) is { Counts: true } scan)
        {
            foreach (var number in scan.Seen)
            {
                groups.Add(history.Registry[number].Atom.Group!);
            }
        }
        return groups;
    }

    internal void Add(ServiceFact fact)
    {
        history.Apply(fact);
        facts.Add(fact);
    }
}
