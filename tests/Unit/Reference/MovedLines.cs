namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>Which lines moved where between two scans, by trying every shift.</summary>
public static class MovedLines
{
    private const int Bound = 200;

    public static IReadOnlyList<(int Before, int After)> Between(IReadOnlyList<int> before, IReadOnlyList<int> after)
    {
        if (before.Count > Bound || after.Count > Bound)
            return [.. before.Where(after.Contains).Select(line => (line, line))];

        var pairs = new List<(int Before, int After)>();
        while (true)
        {
            var shifts = Enumerable.Range(-Bound, 2 * Bound + 1).ToDictionary(shift => shift, shift => CarriedBy(shift, before, after, pairs));
            var most = shifts.Values.Max(carried => carried.Count);
            var nearest = shifts.Where(shift => shift.Value.Count == most).Min(shift => Math.Abs(shift.Key));
            var (back, forth) = (shifts[-nearest], shifts[nearest]);
            if (most == 0 || (most == 1 && nearest > 0))
                break;
            if (nearest == 0 || back.Count < most)
                pairs.AddRange(forth);
            else if (forth.Count < most)
                pairs.AddRange(back);
            else if (back.All(pair => forth.All(rival => DoNotCross(pair, rival))))
                pairs.AddRange(back.Concat(forth));
            else
                break;
        }

        return [.. pairs, .. Rest(before, after, pairs)];
    }

    private static List<(int Before, int After)> CarriedBy(int shift, IReadOnlyList<int> before, IReadOnlyList<int> after, List<(int Before, int After)> pairs) =>
    [
        .. before.Where(line => after.Contains(line + shift)).Select(line => (Before: line, After: line + shift))
            .Where(pair => pairs.All(other => DoNotCross(pair, other))),
    ];

    private static bool DoNotCross((int Before, int After) pair, (int Before, int After) other) =>
        (pair.Before - other.Before) * (long)(pair.After - other.After) > 0;

    /// <summary>What is left between two neighbouring pairs, in order, if it is as many on both sides and none would move too far.</summary>
    private static IEnumerable<(int Before, int After)> Rest(IReadOnlyList<int> before, IReadOnlyList<int> after, List<(int Before, int After)> pairs)
    {
        List<(int Before, int After)> fences = [(int.MinValue, int.MinValue), .. pairs.Order(), (int.MaxValue, int.MaxValue)];
        foreach (var (low, high) in fences.Zip(fences.Skip(1)))
        {
            var lost = before.Where(line => line > low.Before && line < high.Before).ToList();
            var found = after.Where(line => line > low.After && line < high.After).ToList();
            if (lost.Count == found.Count && lost.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= Bound))
                foreach (var pair in lost.Zip(found))
                    yield return pair;
        }
    }
}
