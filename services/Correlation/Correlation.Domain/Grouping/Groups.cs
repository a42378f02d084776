namespace MetricsPlatform.Correlation.Domain.Grouping;

/// <summary>Connected components of live atoms: which identities are one finding. Facts never move; only this changes.</summary>
public static class Groups
{
    /// <summary>Groups anew around atoms whose life or joins changed; returns every atom whose group is another one now.</summary>
    public static IReadOnlyCollection<Atom> Regroup(IReadOnlyCollection<Atom> dirty, ResultRegistry registry, CommitJoins joins)
    {
        var open = new HashSet<Atom>();
        foreach (var atom in dirty)
        {
            Gather(atom, open, registry, joins);
        }
        var changed = new List<Atom>();
        var left = new HashSet<Atom>(open);
        foreach (var atom in open)
        {
            if (!left.Contains(atom))
            {
                continue;
            }
            if (!atom.IsLive)
            {
                left.Remove(atom);
                if (atom.Group is not null)
                {
                    atom.Group = null;
                    changed.Add(atom);
                }
                continue;
            }
            var component = Component(atom, registry, joins);
            left.ExceptWith(component);
            if (component.Count == 1 && atom.Group is { Members.Count: 1 })
            {
                continue;
            }
            if (atom.Group is { } same && same.Members.Count == component.Count && component.SetEquals(same.Members))
            {
                continue;
            }
            var group = new Group([.. component.OrderBy(a => a.Id, StringComparer.Ordinal)]);
            foreach (var member in component)
            {
                member.Group = group;
                changed.Add(member);
            }
        }
        return changed;
    }

    /// <summary>The atom's old group and its component of today: all that a change of the atom can split or merge.</summary>
    private static void Gather(Atom start, HashSet<Atom> open, ResultRegistry registry, CommitJoins joins)
    {
        var waiting = new Stack<Atom>([start]);
        while (waiting.TryPop(out var atom))
        {
            if (!open.Add(atom))
            {
                continue;
            }
            foreach (var next in (atom.Group?.Members ?? []).Concat(registry.SharingKeysWith(atom)).Concat(joins.JoinedTo(atom)))
            {
                if (!open.Contains(next) && (next.IsLive || next.Group is not null))
                {
                    waiting.Push(next);
                }
            }
        }
    }

    private static HashSet<Atom> Component(Atom start, ResultRegistry registry, CommitJoins joins)
    {
        var component = new HashSet<Atom>();
        var waiting = new Stack<Atom>([start]);
        while (waiting.TryPop(out var atom))
        {
            if (!atom.IsLive || !component.Add(atom))
            {
                continue;
            }
            foreach (var next in registry.SharingKeysWith(atom).Concat(joins.JoinedTo(atom)))
            {
                waiting.Push(next);
            }
        }
        return component;
    }
}
