using MetricsPlatform.Contracts;

namespace MetricsPlatform.Ingestion.Domain.Sarif;

/// <summary>SARIF's levels (§3.27.10) as severities.</summary>
internal static class SarifLevel
{
    /// <summary>The level of a result of which nothing says one.</summary>
    public const Severity Default = Severity.Medium;

    public static Severity? Of(string? level) => level switch
    {
        "error" => Severity.High,
        "warning" => Severity.Medium,
        "note" => Severity.Low,
        "none" => Severity.Info,
        _ => null,
    };
}
