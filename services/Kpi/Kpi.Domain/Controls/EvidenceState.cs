using System.Text.Json.Serialization;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Controls;

/// <summary>How far evidence goes.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<EvidenceState>))]
public enum EvidenceState
{
    /// <summary>Nothing was measured.</summary>
    Absent,

    /// <summary>Not of every service, or from scans that are too old.</summary>
    Partial,

    /// <summary>Of every service, from recent scans.</summary>
    Full,
}

/// <summary>Says how far the evidence goes that a set of services gives.</summary>
public static class EvidenceStates
{
    public static EvidenceState Of(Evidence evidence, KpiReport report) =>
        report.Freshness.Services == 0 ? EvidenceState.Absent
        : report.Coverage.FirstOrDefault(c => evidence.Section == "coverage" && c.Kind.ToString().Equals(evidence.Id, StringComparison.OrdinalIgnoreCase)) is { } scans ? Of(scans)
        : report.Freshness.UnscannedServices == report.Freshness.Services ? EvidenceState.Absent
        : report.Freshness.Stale ? EvidenceState.Partial
        : EvidenceState.Full;

    /// <summary>People look when they are asked to: what they have looked at counts, however long ago.</summary>
    private static EvidenceState Of(CoverageKpi scans) =>
        scans.Covered == 0 ? EvidenceState.Absent
        : (scans.Kind == ScanKind.Manual ? scans.Covered : scans.Fresh) < scans.Services ? EvidenceState.Partial
        : EvidenceState.Full;
}
