using System.Collections;
using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Domain.Timeline;

/// <summary>The scopes of a service, each tool with each of its targets, in the order in which they were first heard of.</summary>
public sealed class Scopes : IReadOnlyList<ScopeTimeline>
{
    private readonly Dictionary<(string Tool, string Target), ScopeTimeline> byName = [];
    private readonly List<ScopeTimeline> all = [];
    private readonly List<ServiceRetired> retirements = [];

    public int Count => all.Count;

    public ScopeTimeline this[int number] => all[number];

    /// <summary>The scope of this name, which is there from now on; a new one has ended where the service was retired.</summary>
    public ScopeTimeline Of(string tool, string target)
    {
        if (!byName.TryGetValue((tool, target), out var scope))
        {
            byName.Add((tool, target), scope = new ScopeTimeline(all.Count, tool, target));
            all.Add(scope);
            retirements.ForEach(r => scope.Retire(r.At, (r.Source, r.Id)));
        }
        return scope;
    }

    /// <summary>For the scopes that are still to come; those that are there have to be retired.</summary>
    public void Remember(ServiceRetired retirement) => retirements.Add(retirement);

    /// <summary>The scan that a new one of this scope most likely repeats: the latest before it, else the earliest.</summary>
    public Scan? NeighbourOf(string tool, string target, DateTimeOffset at)
    {
        if (!byName.TryGetValue((tool, target), out var scope))
        {
            return null;
        }
        var instants = scope.Instants.Where(i => !i.Retirement);
        return (instants.LastOrDefault(i => i.At <= at) ?? instants.FirstOrDefault())?.Scans[^1];
    }

    public IEnumerator<ScopeTimeline> GetEnumerator() => all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
