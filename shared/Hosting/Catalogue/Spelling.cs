namespace MetricsPlatform.Hosting.Catalogue;

/// <summary>Guesses which of the known words was meant.</summary>
internal static class Spelling
{
    /// <summary>A half-sentence naming the nearest known word, or nothing when none is near.</summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = known
            .Select(k => (Word: k, Distance: Distance(word.ToUpperInvariant(), k.ToUpperInvariant())))
            .DefaultIfEmpty((Word: "", Distance: int.MaxValue))
            .MinBy(k => k.Distance);
        return distance <= Math.Max(2, word.Length / 4) && distance < word.Length ? $"; did you mean '{nearest}'?" : "";
    }

    /// <summary>Levenshtein distance: single letters inserted, removed or replaced.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
