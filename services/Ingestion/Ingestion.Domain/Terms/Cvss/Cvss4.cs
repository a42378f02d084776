namespace MetricsPlatform.Ingestion.Domain.Terms.Cvss;

/// <summary>CVSS 4.0, §8 (first.org/cvss/v4.0/specification-document): the score of the vector's MacroVector, less its mean distance from the highest vectors there.</summary>
/// <remarks>
/// Threat and environmental metrics count as not defined, which is as attacked and as high requirements. So EQ5 is 0, EQ4 never 0, and EQ6 follows
/// from EQ3. Where a level has one vector only, or none below it, the distance is 0 or not asked for; what is left stands in <see cref="Distance"/>.
/// </remarks>
internal static class Cvss4
{
    /// <summary>
    /// The specification's lookup table, as far as base metrics and the levels next below them reach. A row for each EQ1 and EQ2; in it a pair for
    /// each EQ3 and EQ6 together (00, 01, 10, 11, 21), of EQ4 1 and 2.
    /// </summary>
    private static readonly decimal[][] s_scores =
    [
        [10m, 9.3m, 9.6m, 9m, 9.3m, 8.8m, 9.2m, 8m, 7.9m, 6.9m],
        [9.5m, 9.2m, 9.1m, 8.1m, 9.2m, 8.4m, 8.2m, 7m, 7.1m, 6.3m],
        [9.4m, 8.7m, 8.9m, 7.5m, 8.6m, 7.2m, 7.6m, 5.7m, 6.5m, 5.3m],
        [9m, 7.7m, 7.7m, 6.6m, 7.4m, 6.1m, 5.9m, 5.2m, 5.8m, 2.3m],
        [8.6m, 7m, 7.4m, 5.4m, 7.2m, 5.3m, 5.7m, 3.6m, 4.7m, 2.4m],
        [7.3m, 5.4m, 5.5m, 4.3m, 6.1m, 4.6m, 5.1m, 1.8m, 2.4m, 1m],
    ];

    public static decimal? Score(CvssMetrics metrics)
    {
        // Levels from the worst value on; a sum of them is a number of steps from the vector that has none.
        int av = metrics.Level("AV", "NALP"), pr = metrics.Level("PR", "NLH"), ui = metrics.Level("UI", "NPA");
        int ac = metrics.Level("AC", "LH"), at = metrics.Level("AT", "NP");
        int vc = metrics.Level("VC", "HLN"), vi = metrics.Level("VI", "HLN"), va = metrics.Level("VA", "HLN");
        int sc = metrics.Level("SC", "HLN"), si = metrics.Level("SI", "HLN"), sa = metrics.Level("SA", "HLN");
        if ((av | pr | ui | ac | at | vc | vi | va | sc | si | sa) < 0)
        {
            return null;
        }
        if (vc + vi + va + sc + si + sa == 12)
        {
            return 0;
        }
        var vector = new MacroVector(
            av + pr + ui == 0 ? 0 : av < 3 && (av == 0 || pr == 0 || ui == 0) ? 1 : 2,
            ac + at == 0 ? 0 : 1,
            vc + vi == 0 ? 0 : vc == 0 || vi == 0 || va == 0 ? 2 : 4,
            sc == 0 || si == 0 || sa == 0 ? 0 : 1);
        return Math.Clamp(Math.Round(Score(vector) - Distance(vector, av + pr + ui, vc + vi + va, sc + si + sa), 1, MidpointRounding.AwayFromZero), 0, 10);
    }

    /// <summary>Mean of the proportional distances (§8.2, 1 and 2). EQ2 and EQ5 have a level below but no distance: they count in the mean alone.</summary>
    private static decimal Distance(MacroVector vector, int exploitability, int vulnerable, int subsequent)
    {
        var score = Score(vector);
        var (sum, lower) = (0m, 1);
        if (vector.Eq1 < 2)
        {
            sum += vector.Eq1 == 0 ? 0 : (score - Score(vector with { Eq1 = 2 })) * (exploitability - 1) / 4;
            lower++;
        }
        if (vector.Eq2 == 0)
        {
            lower++;
        }
        if (vector.Eq36 == 0)
        {
            sum += (score - Math.Max(Score(vector with { Eq36 = 1 }), Score(vector with { Eq36 = 2 }))) * vulnerable / 7;
            lower++;
        }
        if (vector.Eq36 == 2)
        {
            sum += (score - Score(vector with { Eq36 = 3 })) * (vulnerable - 1) / 8;
            lower++;
        }
        if (vector.Eq4 == 0)
        {
            sum += (score - Score(vector with { Eq4 = 1 })) * subsequent / 5;
            lower++;
        }
        return sum / lower;
    }

    private static decimal Score(MacroVector vector) => s_scores[(vector.Eq1 * 2) + vector.Eq2][(vector.Eq36 * 2) + vector.Eq4];

    /// <param name="Eq36">Index of EQ3 and EQ6 in the table's row.</param>
    /// <param name="Eq4">EQ4 less 1.</param>
    private readonly record struct MacroVector(int Eq1, int Eq2, int Eq36, int Eq4);
}
