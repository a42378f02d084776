namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>A version that has been in production.</summary>
/// <param name="index">Its place among the service's releases, oldest first.</param>
internal sealed class ProductionRelease(int index, string version, DateTimeOffset since)
{
    public int Index { get; } = index;
    public string Version { get; } = version;
    public DateTimeOffset Since { get; } = since.ToUniversalTime();

    /// <summary>t_prod, in ticks of UTC.</summary>
    public long InProductionSince { get; } = since.UtcTicks;

    /// <summary>Keys that its deployments to production brought.</summary>
    public SortedSet<string> Features { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the observation window, which its last instant belongs to, holds a later instant.</summary>
    public bool Observes(long instant, KpiTerms terms) => instant > InProductionSince && instant <= InProductionSince + terms.ObservationWindow;

    /// <summary>The observation window has closed: the verdict stands.</summary>
    public bool IsSettled(KpiTerms terms) => InProductionSince <= terms.Now - terms.ObservationWindow;
}
