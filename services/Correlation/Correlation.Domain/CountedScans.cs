using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Grouping;
using MetricsPlatform.Correlation.Domain.Timeline;
using MetricsPlatform.Correlation.Domain.Tracks;

namespace MetricsPlatform.Correlation.Domain;

/// <summary>Keeps how many scans that count list each result, and what follows from it: presences, moved lines, groups.</summary>
/// <param name="touched">Identities that change are added to it.</param>
internal sealed class CountedScans(ResultRegistry registry, CommitJoins joins, Scopes scopes, HashSet<Atom> touched)
{
    private readonly Tracker tracker = new(registry, scopes);

    /// <summary>Lets scans take part, or no longer take part.</summary>
    /// <param name="counts">Whether a scan is to take part.</param>
    /// <param name="revision">In which it happens.</param>
    public void Recount(IEnumerable<Scan> candidates, Func<Scan, bool> counts, long revision)
    {
        var dirty = new HashSet<Atom>();
        foreach (var scan in candidates.Where(scan => counts(scan) != scan.Counts))
        {
            scan.Counts = !scan.Counts;
            scan.ChangedIn = revision;
            var scope = scopes.Of(scan.Fact.Tool, scan.Fact.Target);
            scope.ChangedIn = revision;
            if (scan.Counts)
            {
                Include(scan, scope, dirty);
            }
            else
            {
                Exclude(scan, scope, dirty);
            }
        }
        Regroup(dirty);
    }

    /// <summary>A scope ends at an instant.</summary>
    public void Retire(ScopeTimeline scope, DateTimeOffset at, (string Source, string Id) by, long revision)
    {
        touched.UnionWith(scope.Retire(at, by));
        scope.ChangedIn = revision;
        var dirty = new HashSet<Atom>();
        Reread(tracker.Change(scope, at, retirement: true), dirty);
        Regroup(dirty);
    }

    private void Include(Scan scan, ScopeTimeline scope, HashSet<Atom> dirty)
    {
        scope.Insert(scan);
        var reread = tracker.Include(scope, scan);
        var listed = Count(scan.Seen, 1, dirty);
        touched.UnionWith(scope.Include(scan, listed));
        Reread(reread, dirty);
        dirty.UnionWith(joins.Include(scan));
        TouchWhatRestsOn(scan, scope, listed);
    }

    private void Exclude(Scan scan, ScopeTimeline scope, HashSet<Atom> dirty)
    {
        var listed = Count(scan.Seen, -1, dirty);
        dirty.UnionWith(joins.Exclude(scan));
        scope.Remove(scan);
        touched.UnionWith(scope.Exclude(scan));
        Reread(tracker.Change(scope, scan.Fact.At, retirement: false), dirty);
        TouchWhatRestsOn(scan, scope, listed);
    }

    /// <summary>Scans that are seen to list other identities than before count for these.</summary>
    private void Reread(IReadOnlyCollection<Reread> reread, HashSet<Atom> dirty)
    {
        foreach (var of in reread)
        {
            dirty.UnionWith(joins.Exclude(of.Scan));
            of.Apply();
            dirty.UnionWith(joins.Include(of.Scan));
        }
        foreach (var of in reread.GroupBy(r => scopes.Of(r.Scan.Fact.Tool, r.Scan.Fact.Target)))
        {
            var others = new HashSet<Atom>();
            foreach (var one in of)
            {
                others.UnionWith(Count(NumberSet.Of(one.Gone), -1, dirty));
                others.UnionWith(Count(NumberSet.Of(one.Come), 1, dirty));
            }
            touched.UnionWith(others);
            touched.UnionWith(of.Key.Reread(others, of.Min(r => r.Instant.At), of.Max(r => r.Instant.At)));
        }
    }

    private void Regroup(HashSet<Atom> dirty)
    {
        touched.UnionWith(dirty);
        touched.UnionWith(Groups.Regroup(dirty, registry, joins));
    }

    /// <summary>One scan more or less lists these results; returns the identities that they are of.</summary>
    private HashSet<Atom> Count(NumberSet results, int change, HashSet<Atom> dirty)
    {
        var listed = new HashSet<Atom>();
        foreach (var number in results)
        {
            var result = registry[number];
            listed.Add(result.Atom);
            var was = result.LiveScans;
            result.LiveScans += change;
            if (was == 0 || result.LiveScans == 0)
            {
                result.Atom.LiveResults += change;
                touched.Add(result.Atom);
                if (result.Atom.LiveResults == (change > 0 ? 1 : 0))
                {
                    dirty.Add(result.Atom);
                }
            }
        }
        return listed;
    }

    /// <summary>What a scan may change without changing any presence: who saw a finding first, and what partial scans say of merged findings.</summary>
    private void TouchWhatRestsOn(Scan scan, ScopeTimeline scope, IEnumerable<Atom> listed)
    {
        foreach (var atom in listed)
        {
            if (atom.FirstListed is not { } first || first >= scan.Fact.At || (scope.HasPartialScans && atom.Group is not { Members.Count: 1 }))
            {
                touched.Add(atom);
            }
        }
    }
}
