namespace MetricsPlatform.Standalone.Demo;

/// <summary>Numbers that the same seed text gives on every machine: SplitMix64, started from an FNV-1a hash.</summary>
internal sealed class SeededNumbers(string seed)
{
    private ulong state = Hash(seed);

    /// <summary>64-bit FNV-1a of the text's UTF-16 code units.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>A commit id or fingerprint: 40 hexadecimal digits that belong to the text.</summary>
    public static string Hex40(string text)
    {
        var numbers = new SeededNumbers(text);
        return $"{numbers.Next():x16}{numbers.Next():x16}{numbers.Next() >> 32:x8}";
    }

    /// <summary>Evenly in [0, 1).</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly in [0, <paramref name="below"/>).</summary>
    public int Index(int below) => (int)(Next() % (ulong)below);

    public bool Chance(double probability) => Fraction() < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Index(choices.Count)];

    /// <summary>How often something happens that happens <paramref name="mean"/> times on average (Poisson, by Knuth's product method).</summary>
    public int Count(double mean)
    {
        var count = 0;
        for (var product = Fraction(); product > Math.Exp(-mean); product *= Fraction())
        {
            count++;
        }

        return count;
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
