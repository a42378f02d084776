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
            "Days since the latest complete scan, by kind of scan",
            "– means no scan of that kind. Orange after 7 days, red after 30; what people look at (manual) has no rhythm. Figures that rest on old scans stand still.",
            width, $"(time() - max by (service, scan_kind) (devsecops_last_complete_scan_timestamp_seconds{matchers})) / 86400",
            rows: ServiceColumn, columns: "scan_kind", Unit.Days, Thresholds.ScanAge,
            plain: ["manual"]);

    /// <summary>M8.7, of everything.</summary>
    public static Panel Fresh(int width) =>
        Panels.Stat(
            "Fresh services",
            "Share of the services all of whose scanners reported a complete scan in time (7 days, where the catalogue says nothing else). Of the others, what was fixed may count as open, and what is new is not known.",
            $"1 - sum(max by (service) (devsecops_figures_stale)) / count({Services})", Unit.Share, Thresholds.Share, width);

    /// <summary>M8.4.</summary>
    public static Panel Coverage(int width) =>
        Panels.Bars(
            "Services freshly scanned", "By kind of scan: share of the services with a complete scan of that kind in time. A kind that no service has is not shown, nor what people look at.",
            Unit.Share, Thresholds.Share, width,
            new Query(
                "sum by (scan_kind) (time() - max by (service, scan_kind) (devsecops_last_complete_scan_timestamp_seconds{scan_kind!=\"manual\"}) <= bool scalar(max(devsecops_stale_after_seconds)))"
                + $" / scalar(count({Services}))",
                "{{scan_kind}}")) with { Max = 1 };

    /// <summary>M8.5: who has a scanner in use, and who should.</summary>
    private const string Services = "max by (service) (devsecops_last_complete_scan_timestamp_seconds) or max by (service) (devsecops_figures_stale) == 1";
}
