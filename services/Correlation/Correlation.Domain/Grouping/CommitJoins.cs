using MetricsPlatform.Correlation.Domain.Identity;
using MetricsPlatform.Correlation.Domain.Timeline;

namespace MetricsPlatform.Correlation.Domain.Grouping;

/// <summary>
/// Which atoms were seen at one position of one commit. Positions are compared only among the scans of one commit, so no position
/// is ever kept: two findings that pass over the same line in different commits never meet.
/// </summary>
public sealed class CommitJoins(ResultRegistry registry)
{
    private static readonly Dictionary<Pair, Position> None = [];
    private readonly Dictionary<string, List<Scan>> scansOf = [];
    private readonly Dictionary<Pair, SortedSet<string>> commitsOf = [];
    private readonly Dictionary<Atom, HashSet<Atom>> joined = [];

    /// <summary>Two atoms in the order of their ids.</summary>
    private readonly record struct Pair(Atom A, Atom B)
    {
        public static Pair Of(Atom a, Atom b) => string.CompareOrdinal(a.Id, b.Id) < 0 ? new(a, b) : new(b, a);
    }

    public IEnumerable<Atom> JoinedTo(Atom atom) => joined.GetValueOrDefault(atom) ?? Enumerable.Empty<Atom>();

    /// <summary>Adds a scan; returns the atoms that are newly joined.</summary>
    public IReadOnlyCollection<Atom> Include(Scan scan) => Change(scan, (scans, s) => scans.Add(s));

    /// <summary>Takes a scan out; returns the atoms that are no longer joined.</summary>
    public IReadOnlyCollection<Atom> Exclude(Scan scan) => Change(scan, (scans, s) => scans.Remove(s));

    /// <summary>Where two atoms met, as a person reads it; the ordinally first commit of all.</summary>
    public string? Explain(Atom a, Atom b) =>
        commitsOf.TryGetValue(Pair.Of(a, b), out var commits)
            ? $"{PairsOf(scansOf[commits.Min!])[Pair.Of(a, b)].Show()} @{commits.Min}"
            : null;

    private HashSet<Atom> Change(Scan scan, Action<List<Scan>, Scan> change)
    {
        var affected = new HashSet<Atom>();
        if (scan.Fact.Commit is not { } commit)
        {
            return affected;
        }
        if (!scansOf.TryGetValue(commit, out var scans))
        {
            scansOf.Add(commit, scans = new(1));
        }
        var before = PairsOf(scans);
        change(scans, scan);
        var after = PairsOf(scans);
        foreach (var pair in after.Keys.Where(p => !before.ContainsKey(p)))
        {
            Join(pair, commit, affected);
        }
        foreach (var pair in before.Keys.Where(p => !after.ContainsKey(p)))
        {
            Part(pair, commit, affected);
        }
        return affected;
    }

    private void Join(Pair pair, string commit, HashSet<Atom> affected)
    {
        if (!commitsOf.TryGetValue(pair, out var commits))
        {
            commitsOf.Add(pair, commits = new(StringComparer.Ordinal));
            Neighbours(pair.A).Add(pair.B);
            Neighbours(pair.B).Add(pair.A);
            affected.Add(pair.A);
            affected.Add(pair.B);
        }
        commits.Add(commit);
    }

    private void Part(Pair pair, string commit, HashSet<Atom> affected)
    {
        var commits = commitsOf[pair];
        commits.Remove(commit);
        if (commits.Count == 0)
        {
            commitsOf.Remove(pair);
            joined[pair.A].Remove(pair.B);
            joined[pair.B].Remove(pair.A);
            affected.Add(pair.A);
            affected.Add(pair.B);
        }
    }

    private HashSet<Atom> Neighbours(Atom atom)
    {
        if (!joined.TryGetValue(atom, out var neighbours))
        {
            joined.Add(atom, neighbours = []);
        }
        return neighbours;
    }

    /// <summary>Pairs that the scans of one commit join: all that stand at a position with the first that stands there.</summary>
    private Dictionary<Pair, Position> PairsOf(List<Scan> scans)
    {
        if (scans.Count == 0)
        {
            return None;
        }
        var pairs = new Dictionary<Pair, Position>();
        var standing = new Dictionary<Position, HashSet<Atom>>();
        foreach (var scan in scans)
        {
            foreach (var number in scan.Seen)
            {
                var result = registry[number];
                foreach (var position in IdentityKeys.PositionsOf(result.Data))
                {
                    if (!standing.TryGetValue(position, out var atoms))
                    {
                        standing.Add(position, [result.Atom]);
                    }
                    else if (atoms.Add(result.Atom))
                    {
                        foreach (var other in atoms.Where(other => other != result.Atom))
                        {
                            // Two that meet at several positions are explained by the first, whichever scan came first.
                            var pair = Pair.Of(result.Atom, other);
                            if (!pairs.TryGetValue(pair, out var known) || position.IsBefore(known))
                            {
                                pairs[pair] = position;
                            }
                        }
                    }
                }
            }
        }
        return pairs;
    }
}
