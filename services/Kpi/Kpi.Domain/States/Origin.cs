namespace MetricsPlatform.Kpi.Domain.States;

/// <summary>What a scan says it scanned; each part null when it does not say.</summary>
internal readonly record struct Origin(string? Version, string? Commit)
{
    public bool IsNamed => Version is not null || Commit is not null;
}
