using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Findings;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Which releases were shipped with a known finding: §5, shipped with known.</summary>
internal static class KnownHigh
{
    /// <summary>Adds the indexes of the releases at whose t_prod the finding was exposed at high or critical and not accepted.</summary>
    /// <remarks>
    /// The finding is neither void nor unattributed. That it escaped from an <em>earlier</em> release need not be asked: who
    /// escapes is seen after that release's t_prod, so what is exposed at another's t_prod has escaped from an earlier one.
    /// </remarks>
    public static void AddReleases(FindingFacts finding, ReleaseHistory history, KpiTerms terms, List<int> shipped)
    {
        foreach (var spell in new Spells(finding.Timeline, terms))
        {
            for (var i = history.FirstSince(spell.Start); i < history.Releases.Count; i++)
            {
                var since = history.Releases[i].InProductionSince;
                if (since >= spell.End)
                {
                    break;
                }
                if (SeverityAt(since, finding) >= Severity.High && StandingDecision.AcceptanceAt(since, finding.Decisions, terms) is null)
                {
                    shipped.Add(i);
                }
            }
        }
    }

    /// <summary>Inside an episode; in a gap that a flap made, what stood before the gap.</summary>
    private static Severity? SeverityAt(long instant, FindingFacts finding)
    {
        Severity? severity = null;
        foreach (var step in finding.Timeline)
        {
            if (step.At.UtcTicks > instant)
            {
                break;
            }
            severity = step.Severity ?? severity;
        }
        return severity;
    }
}
