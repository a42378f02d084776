using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain;

namespace MetricsPlatform.Tests.Unit.Kpi;

/// <summary>Picks one row of a report.</summary>
internal static class ReportRows
{
    public static RemediationKpi Of(this KpiReport report, Severity severity, string window = "30d") =>
        report.Remediation.Single(row => row.Severity == severity && row.Window == window);

    public static RemediationKpi High(this KpiReport report, string window = "30d") => report.Of(Severity.High, window);

    public static BacklogKpi Backlog(this KpiReport report, Severity severity = Severity.High) => report.Backlog.Single(row => row.Severity == severity);

    public static ReleaseKpi Settled(this KpiReport report, string window = "30d") =>
        report.Releases.Single(row => row.Window == window && row.Maturity == "settled");

    public static ReleaseKpi Provisional(this KpiReport report, string window = "30d") =>
        report.Releases.Single(row => row.Window == window && row.Maturity == "provisional");

    public static ShiftLeftKpi ShiftLeft(this KpiReport report, string window = "30d") => report.ShiftLeft.Single(row => row.Window == window);

    public static LateKpi LateDump(this KpiReport report, string window = "30d") => report.LateDump.Single(row => row.Window == window);

    public static DeliveryKpi Delivery(this KpiReport report, string window = "30d") => report.Delivery.Single(row => row.Window == window);

    public static CoverageKpi Of(this KpiReport report, ScanKind kind) => report.Coverage.Single(row => row.Kind == kind);

    public static int Escaped(this KpiReport report, Severity severity, string window = "30d") =>
        report.Escapes.Single(row => row.Severity == severity && row.Window == window).Escaped;
}
