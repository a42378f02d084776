namespace MetricsPlatform.Kpi.Domain.Remediation;

/// <summary>Quantiles by nearest rank: the ⌈q·n⌉-th smallest value. The quantile is given as a fraction, so that the rank is exact.</summary>
internal static class NearestRank
{
    public static double? Seconds(ReadOnlySpan<long> sorted, int numerator, int denominator)
    {
        if (sorted.IsEmpty)
        {
            return null;
        }
        var rank = (((long)sorted.Length * numerator) + denominator - 1) / denominator;
        return Domain.Seconds.Of(sorted[(int)rank - 1]);
    }
}
