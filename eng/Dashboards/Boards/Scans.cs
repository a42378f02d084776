using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards;

/// <summary>How fresh the scans are.</summary>
internal static class Scans
{
    /// <summary>The column that names services and leads to them.</summary>
    public static Column ServiceColumn { get; } =
        Column.Of("service", "Service", PlatformPages.ServiceDashboard, PlatformPages.Service(PlatformPages.Cell));

    /// <param name="matchers">Of which services.</param>
    public static Panel Ages(int width, string matchers) =>
        Table.Matrix(
            "Days since the latest scan, by kind",
            "Of the scans that can list findings of a kind; unknown are scanners that have listed nothing yet. – means never scanned for that kind. Orange after 8 days, red after 30; manual and unknown have no rhythm. Figures that rest on old scans stand still.",
            width, $"(time() - max by (service, kind) (devsecops_last_scan_timestamp_seconds{matchers})) / 86400",
            rows: ServiceColumn, columns: "kind", Unit.Days, Thresholds.ScanAge,
            plain: ["manual", "unknown"]);
}
