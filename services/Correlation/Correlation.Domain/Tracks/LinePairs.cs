using System.Runtime.InteropServices;

namespace MetricsPlatform.Correlation.Domain.Tracks;

/// <summary>Which lines of an earlier report are which lines of a later one, told from the lines alone (C1.15). No pair crosses another.</summary>
public sealed class LinePairs
{
    /// <summary>A line moves at most so far. In this project's own history no line moved farther between two commits.</summary>
    private const int Farthest = 200;

    /// <summary>With more lines of one rule in one file, on either side, chance makes shifts; only equal lines count.</summary>
    private const int Most = 200;

    private readonly List<(int Before, int After)> pairs = [];
    private readonly List<int> lost;
    private readonly List<int> found;

    private LinePairs(IEnumerable<int> before, IEnumerable<int> after) => (lost, found) = ([.. before], [.. after]);

    /// <param name="before">Lines in order, each once; <paramref name="after"/> too.</param>
    public static IReadOnlyList<(int Before, int After)> Of(IReadOnlyCollection<int> before, IReadOnlyCollection<int> after)
    {
        var pairing = new LinePairs(before, after);
        if (before.Count > Most || after.Count > Most)
        {
            pairing.Carry(0);
            return pairing.pairs;
        }
        while (pairing.BestShifts() is { Count: > 0 } shifts)
        {
            shifts.ForEach(pairing.Carry);
        }
        pairing.PairWhatIsLeft();
        return pairing.pairs;
    }

    /// <summary>
    /// The shift that carries the most lines onto listed ones, of those that carry as many the shortest; forwards and backwards, if that
    /// is no contradiction. A line alone may be carried anywhere by chance, so it takes two; but no shift needs no proof.
    /// </summary>
    private List<int> BestShifts()
    {
        var carried = new Dictionary<int, List<(int Before, int After)>>();
        var places = found.ConvertAll(line => (Line: line, Between: PairsBefore(line, p => p.After)));
        foreach (var line in lost)
        {
            var between = PairsBefore(line, p => p.Before);
            foreach (var place in places)
            {
                if (place.Between == between && IsNear(place.Line - line))
                {
                    (CollectionsMarshal.GetValueRefOrAddDefault(carried, place.Line - line, out _) ??= []).Add((line, place.Line));
                }
            }
        }
        var most = carried.Values.Select(moves => moves.Count).DefaultIfEmpty().Max();
        var best = carried.Where(shift => shift.Value.Count == most).GroupBy(shift => Math.Abs(shift.Key)).MinBy(length => length.Key)?.ToList() ?? [];
        return most < 2 && !best.Exists(shift => shift.Key == 0)
            ? []
            : [.. best.Where(one => best.TrueForAll(other => one.Key == other.Key || Agree(one.Value, other.Value))).Select(one => one.Key)];
    }

    /// <summary>No line goes to two places, none is come to from two, and none overtakes another.</summary>
    private static bool Agree(List<(int Before, int After)> some, List<(int Before, int After)> others) =>
        some.TrueForAll(a => others.TrueForAll(b => a.Before != b.Before && a.After != b.After && a.Before < b.Before == a.After < b.After));

    private void Carry(int shift)
    {
        var there = found.ToHashSet();
        var carried = lost.FindAll(line => there.Contains(line + shift)
            && PairsBefore(line, p => p.Before) == PairsBefore(line + shift, p => p.After));
        var onto = carried.Select(line => line + shift).ToHashSet();
        lost.RemoveAll(carried.ToHashSet().Contains);
        found.RemoveAll(onto.Contains);
        pairs.AddRange(carried.Select(line => (line, line + shift)));
    }

    /// <summary>Between two pairs, as many as before: in order.</summary>
    private void PairWhatIsLeft()
    {
        var there = found.ToLookup(line => PairsBefore(line, p => p.After));
        foreach (var between in lost.ToLookup(line => PairsBefore(line, p => p.Before)))
        {
            var inOrder = between.Zip(there[between.Key]).ToList();
            if (inOrder.Count == between.Count() && inOrder.Count == there[between.Key].Count() && inOrder.TrueForAll(p => IsNear(p.Second - p.First)))
            {
                pairs.AddRange(inOrder);
            }
        }
    }

    private int PairsBefore(int line, Func<(int Before, int After), int> side) => pairs.Count(pair => side(pair) < line);

    private static bool IsNear(int shift) => Math.Abs(shift) <= Farthest;
}
