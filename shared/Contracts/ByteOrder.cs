namespace MetricsPlatform.Contracts;

/// <summary>Compares strings as their UTF-8 bytes, as sources and ids of events at one instant are ordered (docs/metrics.md). Ordinal comparison differs: surrogates sort before U+E000 there.</summary>
public static class ByteOrder
{
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Weight(left[common]).CompareTo(Weight(right[common]));
    }

    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + char.MaxValue : unit;
}
