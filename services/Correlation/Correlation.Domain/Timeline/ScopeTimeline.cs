using MetricsPlatform.Correlation.Domain.Grouping;

namespace MetricsPlatform.Correlation.Domain.Timeline;

/// <summary>
/// The scans of one (service, tool, target) in event-time order. A late or withdrawn scan changes only what lies between its
/// neighbours: from its instant on, until one decides by itself.
/// </summary>
public sealed class ScopeTimeline(int number, string tool, string target)
{
    private readonly List<Instant> instants = [];
    private readonly HashSet<Atom> atoms = [];

    public int Number { get; } = number;
    public string Tool { get; } = tool;
    public string Target { get; } = target;
    public IReadOnlyList<Instant> Instants => instants;

    /// <summary>Identities that its scans have ever listed.</summary>
    public IReadOnlyCollection<Atom> Atoms => atoms;

    /// <summary>Some scan closed nothing, so that what a finding's identities say must be read scan by scan.</summary>
    public bool HasPartialScans { get; private set; }

    /// <summary>Revision that last changed anything about the scope itself.</summary>
    public long ChangedIn { get; set; }

    /// <summary>Scans at one instant; none when there is none.</summary>
    public IReadOnlyList<Scan> ScansAt(DateTimeOffset at)
    {
        var index = IndexOf(at, retirement: false);
        return index < instants.Count && instants[index].At == at ? instants[index].Scans : [];
    }

    /// <summary>Puts a scan at its place. What it changes is told by <see cref="Include"/>, when it is known what it is seen to list.</summary>
    public void Insert(Scan scan)
    {
        HasPartialScans |= !scan.Closes;
        var index = IndexOf(scan.Fact.At, retirement: false);
        if (index == instants.Count || instants[index].At != scan.Fact.At)
        {
            instants.Insert(index, new Instant(scan.Fact.At, retiredBy: null));
        }
        instants[index].Add(scan);
    }

    /// <summary>The instant of a scan, and the one before it in this scope.</summary>
    public (Instant Instant, Instant? Before) InstantOf(Scan scan)
    {
        var index = IndexOf(scan.Fact.At, retirement: false);
        return (instants[index], index == 0 ? null : instants[index - 1]);
    }

    public IEnumerable<Instant> InstantsFrom(DateTimeOffset at)
    {
        for (var i = IndexOf(at, retirement: true); i < instants.Count; i++)
        {
            yield return instants[i];
        }
    }

    /// <summary>Returns the identities whose presence an inserted scan changed. <paramref name="listed"/>: those it lists.</summary>
    public IEnumerable<Atom> Include(Scan scan, IReadOnlyCollection<Atom> listed)
    {
        atoms.UnionWith(listed);
        var index = IndexOf(scan.Fact.At, retirement: false);
        var isNew = instants[index].Scans.Count == 1;
        return isNew && RepeatsNeighbour(index) ? [] : Revise(instants[index].Closes || !isNew ? atoms : listed, index);
    }

    /// <summary>Takes a scan from its place. What that changes is told by <see cref="Exclude"/>.</summary>
    public void Remove(Scan scan)
    {
        var index = IndexOf(scan.Fact.At, retirement: false);
        instants[index].Remove(scan);
        if (instants[index].Scans.Count == 0)
        {
            instants.RemoveAt(index);
        }
    }

    /// <summary>Returns the identities whose presence a removed scan changed.</summary>
    public IEnumerable<Atom> Exclude(Scan scan)
    {
        var index = IndexOf(scan.Fact.At, retirement: false);
        return index < instants.Count && instants[index].At == scan.Fact.At
            ? Revise(atoms, index)
            : Revise(atoms, index, removed: (scan.Fact.At, false));
    }

    /// <summary>Scans between two instants are seen to list other identities than before; returns those whose presence changed.</summary>
    public IEnumerable<Atom> Reread(IReadOnlyCollection<Atom> others, DateTimeOffset from, DateTimeOffset through)
    {
        atoms.UnionWith(others);
        return Revise(others, IndexOf(from, retirement: false), through: IndexOf(through, retirement: false));
    }

    /// <summary>The event that retired the scope at an instant.</summary>
    public (string Source, string Id) RetiredBy(DateTimeOffset at) => instants[IndexOf(at, retirement: true)].RetiredBy!.Value;

    /// <summary>Ends all presence at an instant; returns the identities whose presence changed, or may now have ended before a ticket was closed.</summary>
    public IEnumerable<Atom> Retire(DateTimeOffset at, (string Source, string Id) by)
    {
        var index = IndexOf(at, retirement: true);
        if (index < instants.Count && instants[index].At == at && instants[index].Retirement)
        {
            return instants[index].IsRetiredBefore(by) ? atoms.Where(a => !a.ScansCanClear) : [];
        }
        instants.Insert(index, new Instant(at, by));
        return Revise(atoms, index);
    }

    /// <summary>An unchanged complete rescan right after one that listed the same says nothing new.</summary>
    private bool RepeatsNeighbour(int index) =>
        index > 0 && instants[index].Closes && instants[index - 1] is { Closes: true, Retirement: false } before
        && before.Listing.Equals(instants[index].Listing);

    private List<Atom> Revise(IEnumerable<Atom> candidates, int from, (DateTimeOffset At, bool Retirement)? removed = null, int? through = null)
    {
        var changed = new List<Atom>();
        foreach (var atom in candidates)
        {
            if (Revise(atom, from, removed, through ?? (removed is null ? from : from - 1)))
            {
                changed.Add(atom);
            }
        }
        return changed;
    }

    /// <param name="through">The last instant that is new, or seen otherwise.</param>
    private bool Revise(Atom atom, int from, (DateTimeOffset At, bool Retirement)? removed, int through)
    {
        var marks = atom.MarksIn(Number);
        var changed = removed is { } gone && marks.Clear(gone.At, gone.Retirement);
        if (from >= instants.Count)
        {
            return changed;
        }
        var running = marks.Before(instants[from].At, instants[from].Retirement);
        for (var i = from; i < instants.Count; i++)
        {
            var instant = instants[i];
            var after = instant.After(atom, running);
            changed |= after.SameAs(running)
                ? marks.Clear(instant.At, instant.Retirement)
                : marks.Set(new Mark(instant.At, instant.Retirement, after));
            running = after.SameAs(running) ? running : after;
            // An instant that is new, or seen otherwise, ends the walk only when it changed nothing: what comes after may rest on what was before.
            if (i > through ? instant.Decides(atom) : i == through && !changed)
            {
                break;
            }
        }
        return changed;
    }

    /// <summary>Index of the first instant that is not before this one; at one instant a retirement comes before scans.</summary>
    private int IndexOf(DateTimeOffset at, bool retirement)
    {
        int low = 0, high = instants.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var byTime = instants[middle].At.CompareTo(at);
            if (byTime < 0 || (byTime == 0 && instants[middle].Retirement && !retirement))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
