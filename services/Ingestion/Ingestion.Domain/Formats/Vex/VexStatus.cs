using MetricsPlatform.Contracts;
using MetricsPlatform.Ingestion.Domain.Reports;

namespace MetricsPlatform.Ingestion.Domain.Formats.Vex;

/// <summary>What the statements of VEX documents decide (docs/decisions/0053).</summary>
internal static class VexStatus
{
    /// <summary>
    /// OpenVEX's and CSAF's words. What is said to be fixed decides nothing: the statement is about one version, and the next scan sees it. "Affected"
    /// takes an earlier "not affected" back.
    /// </summary>
    public static Verdict? VerdictOf(string? status, string? justification, string? by, DateTimeOffset? at) => status switch
    {
        "not_affected" or "known_not_affected" => new Verdict(TriageDecision.NotAffected, justification, by, at),
        "affected" or "known_affected" or "first_affected" or "last_affected" => new Verdict(TriageDecision.Reinstated, justification, by, at),
        _ => null,
    };
}
