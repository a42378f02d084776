using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Where a finding was caught.</summary>
internal enum CatchPlace { BeforeProduction, Production, Unattributed }

/// <summary>Where a finding was caught, and the release that it escaped from: docs/metrics.md §5.</summary>
/// <param name="Rule">The rule of docs/metrics.md that decided it.</param>
internal readonly record struct Catch(CatchPlace Place, ProductionRelease? EscapedFrom, string Rule)
{
    public static Catch Of(in Finding finding, ReleaseHistory history)
    {
        var at = finding.FirstAt;
        if (history.Find(finding.FirstScan.Origin) is { } named && named.InProductionSince < at)
        {
            return new Catch(CatchPlace.Production, named, "M5.6");
        }
        if (finding.Stage != Contracts.Stage.Production)
        {
            return new Catch(CatchPlace.BeforeProduction, null, "M5.8");
        }
        return history.LiveAt(at) is { } live ? new Catch(CatchPlace.Production, live, "M5.7") : new Catch(CatchPlace.Unattributed, null, "M5.7");
    }

    /// <summary>An escape of the release: it escaped from it, and while the release was under observation.</summary>
    public bool IsEscape(in Finding finding, KpiTerms terms) => EscapedFrom?.Observes(finding.FirstAt, terms) == true;
}
