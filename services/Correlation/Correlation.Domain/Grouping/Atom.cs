using MetricsPlatform.Contracts;
using MetricsPlatform.Correlation.Domain.Facts;
using MetricsPlatform.Correlation.Domain.Timeline;
using MetricsPlatform.Correlation.Domain.Tracks;

namespace MetricsPlatform.Correlation.Domain.Grouping;

/// <summary>One identity: all results with the same keys. What scopes saw of it never moves; only its group changes.</summary>
/// <param name="id">Public id; the finding's while this atom leads its group.</param>
public sealed class Atom(string id, FindingKind kind, string[] keys)
{
    private readonly List<KnownResult> results = new(1);
    private readonly List<Marks> marks = new(1);

    public string Id { get; } = id;
    public FindingKind Kind { get; } = kind;
    public string[] Keys { get; } = keys;
    public IReadOnlyList<KnownResult> Results => results;
    public IReadOnlyList<Marks> Marks => marks;

    /// <summary>No scanner can re-check what a person found.</summary>
    public bool ScansCanClear => Kind != FindingKind.Manual;

    /// <summary>How many of its results a counting scan lists. Without any it never was.</summary>
    public int LiveResults { get; set; }

    public bool IsLive => LiveResults > 0;

    /// <summary>Its finding; null when it is not live.</summary>
    public Group? Group { get; set; }

    /// <summary>Its finding as the last revision left it.</summary>
    public Group? SettledGroup { get; set; }

    /// <summary>Revision that last changed what is known of it.</summary>
    public long ChangedIn { get; set; }

    /// <summary>The earliest instant at which a counting scan lists it.</summary>
    public DateTimeOffset? FirstListed => marks.Min(m => m.First);

    public void Add(KnownResult result) => results.Add(result);

    public Marks MarksIn(int scope)
    {
        foreach (var known in marks)
        {
            if (known.Scope == scope)
            {
                return known;
            }
        }
        var added = new Marks(scope);
        marks.Add(added);
        return added;
    }
}

/// <summary>A result that the service has seen, with its number; or that result on a track that its line alone does not tell.</summary>
/// <param name="number">Below zero for a result on a track: it follows from others and is never stored.</param>
/// <param name="described">The number under which it is stored.</param>
public sealed class KnownResult(int number, int described, Atom atom, DescribedResult data, RuleInFile? file)
{
    public int Number { get; } = number;
    public int Described { get; } = described;
    public Atom Atom { get; } = atom;
    public DescribedResult Data { get; } = data;

    /// <summary>Where its line may move; null for what does not rest on a line.</summary>
    public RuleInFile? File { get; } = file;

    /// <summary>How many counting scans list it.</summary>
    public int LiveScans { get; set; }
}

/// <summary>A finding: atoms that share keys, directly or through others.</summary>
public sealed class Group(IReadOnlyList<Atom> members)
{
    public IReadOnlyList<Atom> Members { get; } = members;

    /// <summary>Exposed at the end of what is known, as the last revision left it.</summary>
    public bool WasExposed { get; set; }

    /// <summary>The atom that lends the finding its id: the first seen (ties: the smallest id). It depends on no order of arrival.</summary>
    public Atom Leader => Members.Count == 1 ? Members[0] : Members.OrderBy(a => a.FirstListed).ThenBy(a => a.Id, StringComparer.Ordinal).First();
}
