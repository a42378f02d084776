using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Terms;

/// <summary>Levels for what tools say otherwise.</summary>
public static class Severities
{
    private static readonly Dictionary<string, Severity> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["critical"] = Severity.Critical, ["blocker"] = Severity.Critical, ["fatal"] = Severity.Critical, ["very high"] = Severity.Critical,
        ["very_high"] = Severity.Critical, ["emergency"] = Severity.Critical, ["defcon1"] = Severity.Critical,
        ["high"] = Severity.High, ["important"] = Severity.High, ["error"] = Severity.High, ["major"] = Severity.High, ["serious"] = Severity.High,
        ["medium"] = Severity.Medium, ["moderate"] = Severity.Medium, ["warning"] = Severity.Medium, ["warn"] = Severity.Medium,
        ["low"] = Severity.Low, ["minor"] = Severity.Low, ["note"] = Severity.Low, ["very low"] = Severity.Low, ["style"] = Severity.Low,
        ["info"] = Severity.Info, ["informational"] = Severity.Info, ["information"] = Severity.Info, ["informative"] = Severity.Info,
        ["none"] = Severity.Info, ["negligible"] = Severity.Info, ["log"] = Severity.Info, ["debug"] = Severity.Info,
    };

    /// <summary>The level of a tool's word, in any case; null for one that says nothing, such as <c>UNKNOWN</c>.</summary>
    public static Severity? OfWord(string? word) => word is not null && s_words.TryGetValue(word.Trim(), out var severity) ? severity : null;

    /// <summary>The word's level, else the score's, else <paramref name="otherwise"/>: what a tool has not rated is shown and counts for nothing.</summary>
    public static Severity Of(string? word, double? cvss = null, Severity otherwise = Severity.Info) =>
        OfWord(word) ?? (cvss is { } score ? OfCvss(score) : otherwise);

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
