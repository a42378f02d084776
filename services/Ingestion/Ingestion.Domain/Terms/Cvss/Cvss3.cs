namespace MetricsPlatform.Ingestion.Domain.Terms.Cvss;

/// <summary>CVSS 3.1, §7.1 (first.org/cvss/v3-1/specification-document). 3.0 has the same base equations.</summary>
internal static class Cvss3
{
    public static decimal? Score(CvssMetrics metrics)
    {
        var changed = metrics.Level("S", "UC");
        var harm = 1 - ((1 - Impact(metrics, "C")) * (1 - Impact(metrics, "I")) * (1 - Impact(metrics, "A")));
        var exploitability = 8.22m * Weight(metrics, "AV", "NALP", 0.85m, 0.62m, 0.55m, 0.2m) * Weight(metrics, "AC", "LH", 0.77m, 0.44m)
            * (changed == 1 ? Weight(metrics, "PR", "NLH", 0.85m, 0.68m, 0.5m) : Weight(metrics, "PR", "NLH", 0.85m, 0.62m, 0.27m))
            * Weight(metrics, "UI", "NR", 0.85m, 0.62m);
        if (changed < 0 || harm is not { } iss || exploitability is not { } ease)
        {
            return null;
        }
        var impact = changed == 0 ? 6.42m * iss : (7.52m * (iss - 0.029m)) - (3.25m * Power15(iss - 0.02m));
        return impact <= 0 ? 0 : RoundUp(Math.Min(changed == 0 ? impact + ease : 1.08m * (impact + ease), 10));
    }

    private static decimal? Impact(CvssMetrics metrics, string name) => Weight(metrics, name, "HLN", 0.56m, 0.22m, 0m);

    private static decimal? Weight(CvssMetrics metrics, string name, string values, params ReadOnlySpan<decimal> weights) =>
        metrics.Level(name, values) is >= 0 and var level ? weights[level] : null;

    private static decimal Power15(decimal value)
    {
        var power = value;
        for (var i = 1; i < 15; i++)
        {
            power *= value;
        }
        return power;
    }

    /// <summary>To one decimal, up, as appendix A of the specification has it: what lies beyond the fifth decimal is noise of the arithmetic.</summary>
    private static decimal RoundUp(decimal value) => Math.Ceiling(Math.Round(value, 5) * 10) / 10;
}
