using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Scans;

/// <summary>Levels for what tools say otherwise.</summary>
public static class SeverityLevels
{
    /// <summary>A CVSS base score's level (docs/metrics.md §2): ≥ 9.0 critical, ≥ 7.0 high, ≥ 4.0 medium, &gt; 0 low, 0 info.</summary>
    public static Severity OfCvss(double score) => score switch
    {
        >= 9.0 => Severity.Critical,
        >= 7.0 => Severity.High,
        >= 4.0 => Severity.Medium,
        > 0 => Severity.Low,
        _ => Severity.Info,
    };
}
