using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Identity;
using MetricsPlatform.Correlation.Domain.Tracks;

namespace MetricsPlatform.Correlation.Domain.Grouping;

/// <summary>Everything that was ever listed in a service: results by number and content, atoms by id, and who shares a key or an id.</summary>
public sealed class ResultRegistry(string service)
{
    private readonly List<KnownResult> results = [];
    private readonly List<KnownResult> onTracks = [];
    private readonly Dictionary<(int Number, int Line, int Nth), int> numbersOnTracks = [];
    private readonly Dictionary<(FindingKind Kind, string Tool, string Rule, string Path), RuleInFile> files = [];
    private readonly Dictionary<string, HashSet<RuleInFile>> filesWithLines = [];
    private readonly Dictionary<string, HashSet<RuleInFile>> filesWithMoves = [];
    private readonly Dictionary<DescribedResult, int> numbers = new(SameResult.Comparer);
    private readonly Dictionary<string, Atom> atoms = [];
    private readonly Dictionary<string, List<Atom>> byKey = [];
    private readonly Dictionary<string, List<KnownResult>> byRuleId = new(StringComparer.OrdinalIgnoreCase);

    public int Count => results.Count;

    public IReadOnlyCollection<Atom> Atoms => atoms.Values;

    public KnownResult this[int number] => number >= 0 ? results[number] : onTracks[~number];

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

    /// <summary>Rules in files where a tool lists several lines, so that one may become another.</summary>
    public IReadOnlyCollection<RuleInFile> FilesWithLines(string tool) => filesWithLines.GetValueOrDefault(tool) ?? [];

    /// <summary>Those of them in which some result stands on a track that its line alone does not tell.</summary>
    public IReadOnlyCollection<RuleInFile> FilesWithMoves(string tool) => filesWithMoves.GetValueOrDefault(tool) ?? [];

    public void Describe(DescribedResult data)
    {
        var file = FileOf(data);
        var result = new KnownResult(results.Count, results.Count, AtomOf(data, IdentityKeys.Of(data)), data, file);
        results.Add(result);
        numbers.Add(data, result.Number);
        Register(result);
        file?.Add(result);
        if (file is { HasSeveralLines: true })
        {
            Add(filesWithLines, data.Tool, file);
        }
    }

    /// <summary>The number of a result while it stands on a track: its own where its line tells the track.</summary>
    public int NumberOn(Track track, KnownResult result)
    {
        if (track.Nth == 1 && track.Line == result.Data.Line)
        {
            return result.Number;
        }
        if (!numbersOnTracks.TryGetValue((result.Number, track.Line, track.Nth), out var number))
        {
            number = ~onTracks.Count;
            numbersOnTracks.Add((result.Number, track.Line, track.Nth), number);
            var moved = new KnownResult(number, result.Number, AtomOf(result.Data, IdentityKeys.Of(result.Data, track)), result.Data, file: null);
            onTracks.Add(moved);
            Register(moved);
            Add(filesWithMoves, result.Data.Tool, result.File!);
        }
        return number;
    }

    private RuleInFile? FileOf(DescribedResult data)
    {
        if (!IdentityKeys.RestsOnLine(data))
        {
            return null;
        }
        var key = (data.Kind, data.Tool, data.Ids[0], data.Path!);
        if (!files.TryGetValue(key, out var file))
        {
            files.Add(key, file = new RuleInFile());
        }
        return file;
    }

    private Atom AtomOf(DescribedResult data, string[] keys)
    {
        var id = AtomId.Of(service, data.Kind, keys);
        if (!atoms.TryGetValue(id, out var atom))
        {
            atoms.Add(id, atom = new Atom(id, data.Kind, keys));
            // Where one key is the whole identity, nobody else can share it.
            if (data.Kind == FindingKind.Dependency)
            {
                foreach (var key in keys)
                {
                    Add(byKey, key, atom);
                }
            }
        }
        return atom;
    }

    private void Register(KnownResult result)
    {
        result.Atom.Add(result);
        foreach (var ruleId in result.Data.Ids.Concat(result.Data.Mentions ?? []))
        {
            Add(byRuleId, ruleId, result);
        }
    }

    private static void Add(Dictionary<string, HashSet<RuleInFile>> index, string tool, RuleInFile file)
    {
        if (!index.TryGetValue(tool, out var listed))
        {
            index.Add(tool, listed = []);
        }
        listed.Add(file);
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
