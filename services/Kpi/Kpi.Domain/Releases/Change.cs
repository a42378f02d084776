namespace MetricsPlatform.Kpi.Domain.Releases;

/// <summary>A successful deployment to production: what DORA calls a change.</summary>
/// <param name="at">In ticks of UTC.</param>
internal sealed class Change(long at, string version)
{
    public long At { get; } = at;
    public string Version { get; } = version;

    /// <summary>It was rolled back, or an incident followed from it.</summary>
    public bool Failed { get; set; }
}
