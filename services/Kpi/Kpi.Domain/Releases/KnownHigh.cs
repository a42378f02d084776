using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;
using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Which releases were shipped with a known finding: §5, shipped with known.</summary>
internal static class KnownHigh
{
    /// <summary>Adds the indexes of the releases, from one on, at whose t_prod the finding was exposed at high or critical and not accepted.</summary>
    /// <remarks>
    /// The finding is neither void nor unattributed. That it escaped from an <em>earlier</em> release need not be asked: who
    /// escapes is seen after that release's t_prod, so what is exposed at another's t_prod has escaped from an earlier one.
    /// </remarks>
    public static void AddReleases(in Finding finding, ReleaseHistory history, int from, KpiTerms terms, List<int> shipped)
    {
        foreach (var spell in new Spells(finding.Timeline, terms))
        {
            for (var i = Math.Max(from, history.FirstSince(spell.Start)); i < history.Releases.Count; i++)
            {
                var since = history.Releases[i].InProductionSince;
                if (since >= spell.End)
                {
                    break;
                }
                if (IsKnownAt(since, finding, terms))
                {
                    shipped.Add(i);
                }
            }
        }
    }

    /// <summary>The release that last came to production with the finding known; null: none.</summary>
    public static ProductionRelease? LatestShipping(in Finding finding, ReleaseHistory history, KpiTerms terms)
    {
        ProductionRelease? latest = null;
        foreach (var spell in new Spells(finding.Timeline, terms))
        {
            for (var i = history.FirstSince(spell.End) - 1; i >= 0 && history.Releases[i].InProductionSince is var since && since >= spell.Start; i--)
            {
                if (IsKnownAt(since, finding, terms))
                {
                    latest = history.Releases[i];
                    break;
                }
            }
        }
        return latest;
    }

    private static bool IsKnownAt(long since, in Finding finding, KpiTerms terms) =>
        SeverityAt(since, finding) >= Severity.High && StandingDecision.AcceptanceAt(since, finding.Decisions, terms) is null;

    /// <summary>Inside an episode; in a gap that a flap made, what stood before the gap.</summary>
    private static Severity? SeverityAt(long instant, in Finding finding)
    {
        Severity? severity = null;
        var timeline = finding.Timeline;
        for (var i = 0; i < timeline.Length && timeline.At(i) <= instant; i++)
        {
            severity = timeline.IsExposed(i) ? timeline.Severity(i) : severity;
        }
        return severity;
    }
}
