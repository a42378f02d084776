using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Identity;

namespace MetricsPlatform.Correlation.Domain.Grouping;

/// <summary>Everything that was ever listed in a service: results by number and content, atoms by id, and who shares a key or an id.</summary>
public sealed class ResultRegistry(string service)
{
    private readonly List<KnownResult> results = [];
    private readonly Dictionary<DescribedResult, int> numbers = new(SameResult.Comparer);
    private readonly Dictionary<string, Atom> atoms = [];
    private readonly Dictionary<string, List<Atom>> byKey = [];
    private readonly Dictionary<string, List<KnownResult>> byRuleId = new(StringComparer.OrdinalIgnoreCase);

    public int Count => results.Count;

    public IReadOnlyCollection<Atom> Atoms => atoms.Values;

    public KnownResult this[int number] => results[number];

    /// <summary>Number of a result that is known; null for a new one.</summary>
    public int? NumberOf(DescribedResult data) => numbers.TryGetValue(data, out var number) ? number : null;

    public Atom? Find(string atomId) => atoms.GetValueOrDefault(atomId);

    /// <summary>Results that name an id among rule, aliases and mentions, without case.</summary>
    public IReadOnlyList<KnownResult> Naming(string ruleId) => byRuleId.GetValueOrDefault(ruleId) ?? [];

    /// <summary>Atoms that share one of the atom's keys, itself included; live or not.</summary>
    public IEnumerable<Atom> SharingKeysWith(Atom atom)
    {
        foreach (var key in atom.Keys)
        {
            if (byKey.TryGetValue(key, out var sharing))
            {
                foreach (var other in sharing)
                {
                    if (other.Kind == atom.Kind)
                    {
                        yield return other;
                    }
                }
            }
        }
    }

    public void Describe(DescribedResult data)
    {
        var keys = IdentityKeys.Of(data);
        var id = AtomId.Of(service, data.Kind, keys);
        if (!atoms.TryGetValue(id, out var atom))
        {
            atoms.Add(id, atom = new Atom(id, data.Kind, keys));
            // Where one key is the whole identity, nobody else can share it.
            if (data.Kind == Contracts.FindingKind.Dependency)
            {
                foreach (var key in keys)
                {
                    Add(byKey, key, atom);
                }
            }
        }
        var result = new KnownResult(results.Count, atom, data);
        results.Add(result);
        numbers.Add(data, result.Number);
        atom.Add(result);
        foreach (var ruleId in data.Ids.Concat(data.Mentions ?? []))
        {
            Add(byRuleId, ruleId, result);
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> index, string key, T item)
    {
        if (!index.TryGetValue(key, out var list))
        {
            index.Add(key, list = new(1));
        }
        list.Add(item);
    }
}
