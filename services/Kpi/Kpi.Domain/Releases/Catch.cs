using MetricsPlatform.Kpi.Domain.States;

namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Where a finding was caught.</summary>
internal enum CatchPlace { BeforeProduction, Production, Unattributed }

/// <summary>Where a finding was caught, and the release that it escaped from: docs/metrics.md §5.</summary>
internal readonly record struct Catch(CatchPlace Place, ProductionRelease? EscapedFrom)
{
    public static Catch Of(in Finding finding, ReleaseHistory history)
    {
        var at = finding.FirstAt;
        if (history.Find(finding.FirstScan.Origin) is { } named && named.InProductionSince < at)
        {
            return new Catch(CatchPlace.Production, named);
        }
        if (finding.Stage != Contracts.Stage.Production)
        {
            return new Catch(CatchPlace.BeforeProduction, null);
        }
        return history.LiveAt(at) is { } live ? new Catch(CatchPlace.Production, live) : new Catch(CatchPlace.Unattributed, null);
    }

    /// <summary>An escape of the release: it escaped from it, and while the release was under observation.</summary>
    public bool IsEscape(in Finding finding, KpiTerms terms) => EscapedFrom?.Observes(finding.FirstAt, terms) == true;
}
