namespace MetricsPlatform.Ingestion.Domain.Terms.Cvss;

/// <summary>CVSS 2.0, §3.2.1 (first.org/cvss/v2/guide).</summary>
internal static class Cvss2
{
    public static decimal? Score(CvssMetrics metrics)
    {
        var impact = 10.41m * (1 - ((1 - Impact(metrics, "C")) * (1 - Impact(metrics, "I")) * (1 - Impact(metrics, "A"))));
        var exploitability = 20 * Weight(metrics, "AV", "LAN", 0.395m, 0.646m, 1.0m) * Weight(metrics, "AC", "HML", 0.35m, 0.61m, 0.71m)
            * Weight(metrics, "Au", "MSN", 0.45m, 0.56m, 0.704m);
        return impact is null || exploitability is null ? null
            : impact == 0 ? 0
            : Math.Round(((0.6m * impact.Value) + (0.4m * exploitability.Value) - 1.5m) * 1.176m, 1, MidpointRounding.AwayFromZero);
    }

    private static decimal? Impact(CvssMetrics metrics, string name) => Weight(metrics, name, "NPC", 0m, 0.275m, 0.660m);

    private static decimal? Weight(CvssMetrics metrics, string name, string values, params ReadOnlySpan<decimal> weights) =>
        metrics.Level(name, values) is >= 0 and var level ? weights[level] : null;
}
