using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Controls;

/// <summary>Which figure and which kind of scan is evidence for which control: docs/controls.md as code.</summary>
public static class ControlTable
{
    public static IReadOnlyList<Evidence> All { get; } =
    [
        Scans(ScanKind.Sast, "Static analysis of the service's code", "PW.7.2", "PR.PS-06", "8.28 8.29", "16.12"),
        Scans(ScanKind.Sca, "Known vulnerabilities of libraries", "PW.4.4 RV.1.1", "ID.RA-01", "5.21 8.8", "16.5"),
        Scans(ScanKind.Container, "Known vulnerabilities of an image's system", "PW.4.4 RV.1.1", "ID.RA-01 PR.PS-02", "8.8", "7.5"),
        Scans(ScanKind.Secret, "Secrets in code", "PS.1.1", "PR.AA-01", "5.17", "16.12"),
        Scans(ScanKind.Iac, "Settings of infrastructure and platform", "PW.9.1", "PR.PS-01", "8.9", "4.1 16.7"),
        Scans(ScanKind.Dast, "Tests of the running service", "PW.8.2", "ID.RA-01", "8.29", "16.12"),
        Scans(ScanKind.Manual, "Penetration tests and reports from outside", "PW.8.2 RV.1.1", "ID.RA-01 ID.RA-08", "8.29", "16.2 16.13"),
        Kpi("freshness", "Scans are recent", "RV.1.2", "ID.RA-01", "8.8", "7.5"),
        Kpi("backlog", "What is open, accepted, overdue", "RV.2.1 RV.2.2", "ID.RA-06", "8.8", "7.2 16.6"),
        Kpi("remediation", "Fixes in time; mean, median, survival", "RV.2.2", "ID.RA-06", "8.8", "7.7"),
        Kpi("releases", "Releases without high findings after production", "PO.4.1 PO.4.2", "PR.PS-06", "8.25 8.29", "16.1"),
        Kpi("shiftLeft", "Found before production", "PO.4.1", "PR.PS-06", "8.25", "16.1"),
        Kpi("lateDump", "Found in time before a release", "PO.4.1", "PR.PS-06", "8.25", "16.1"),
        Kpi("escapes", "High findings first seen in production", "RV.1.1", "ID.RA-01", "8.29", "16.2"),
        Kpi("escapeReasons", "Why findings reach production", "RV.3.4", "ID.IM-03", "5.27", "16.3"),
        Kpi("deployments", "What was deployed, where", "PS.3.1", "ID.RA-07", "8.32", ""),
        Kpi("delivery", "Change failure and time to restore", "", "ID.RA-07", "5.26 8.32", ""),
        Kpi("training", "Weaknesses that come again", "PO.2.2 RV.3.2", "PR.AT-02", "6.3", "16.9"),
    ];

    /// <summary>Evidence of a kind of scan; its id is the kind's word.</summary>
    private static Evidence Scans(ScanKind kind, string title, string ssdf, string csf, string iso, string cis) =>
        new(kind.ToString().ToLowerInvariant(), title, "coverage", Controls(ssdf, csf, iso, cis));

    /// <summary>Evidence of a section of figures; its id is the section.</summary>
    private static Evidence Kpi(string section, string title, string ssdf, string csf, string iso, string cis) => new(section, title, section, Controls(ssdf, csf, iso, cis));

    private static Dictionary<Framework, IReadOnlyList<string>> Controls(params string[] ids) =>
        Enum.GetValues<Framework>().ToDictionary(f => f, f => (IReadOnlyList<string>)ids[(int)f].Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
