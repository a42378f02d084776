namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>Where a finding was caught.</summary>
internal enum CatchPlace { BeforeProduction, Production, Unattributed }

/// <summary>Where a finding was caught, and the release that it escaped from: docs/metrics.md §5.</summary>
internal readonly record struct Catch(CatchPlace Place, ProductionRelease? EscapedFrom)
{
    public static Catch Of(FindingFacts finding, ReleaseHistory history)
    {
        var first = finding.First;
        var at = first.At.UtcTicks;
        if (history.Find(first.Version, first.Commit) is { } named && named.InProductionSince < at)
        {
            return new Catch(CatchPlace.Production, named);
        }
        if (first.Stage != Contracts.Stage.Production)
        {
            return new Catch(CatchPlace.BeforeProduction, null);
        }
        return history.LiveAt(at) is { } live ? new Catch(CatchPlace.Production, live) : new Catch(CatchPlace.Unattributed, null);
    }

    /// <summary>An escape of the release: it escaped from it, and while the release was under observation.</summary>
    public bool IsEscape(FindingFacts finding, KpiTerms terms) => EscapedFrom?.Observes(finding.First.At.UtcTicks, terms) == true;
}
