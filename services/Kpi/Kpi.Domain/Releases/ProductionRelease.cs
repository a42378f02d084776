namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>A version that has been in production.</summary>
/// <param name="index">Its place among the service's releases, oldest first.</param>
internal sealed class ProductionRelease(int index, string version, long since)
{
    public int Index { get; } = index;
    public string Version { get; } = version;
    /// <summary>t_prod.</summary>
    public DateTimeOffset Since => new(InProductionSince, TimeSpan.Zero);

    /// <summary>t_prod, in ticks of UTC.</summary>
    public long InProductionSince { get; } = since;

    /// <summary>Keys that its deployments to production brought; one may stand here twice.</summary>
    public List<string> Features { get; } = [];

    /// <summary>Whether the observation window, which its last instant belongs to, holds a later instant.</summary>
    public bool Observes(long instant, KpiTerms terms) => instant > InProductionSince && instant <= InProductionSince + terms.ObservationWindow;

    /// <summary>The observation window has closed: the verdict stands.</summary>
    public bool IsSettled(KpiTerms terms) => InProductionSince <= terms.Now - terms.ObservationWindow;
}
