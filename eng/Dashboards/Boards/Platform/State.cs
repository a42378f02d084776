using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards.Platform;

/// <summary>Is all well now.</summary>
internal static class State
{
    public static Panel Down() =>
        Panels.Stat(
            "Processes down", "Targets that Prometheus cannot scrape, now.",
            $"count({Here.Of("up")}) - sum({Here.Of("up")})", Unit.Count, Thresholds.RedFromOne);

    public static Panel Waiting() =>
        Panels.Stat(
            "Waiting in the inbox", "Accepted events that correlation has not committed yet, now.",
            $"max({Here.Of("devsecops_inbox_pending")})", Unit.Count, Thresholds.None);

    public static Panel Age() =>
        Panels.Stat(
            "Age of the KPIs", "How old the figures are that the slowest replica shows. They are computed every few seconds; a scrape interval comes on top.",
            $"max(time() - {Here.Of("devsecops_kpi_computed_timestamp_seconds")})", Unit.Seconds, new Thresholds((0, "green"), (120, "orange"), (300, "red")));

    public static Panel DeadLetters() =>
        Panels.Stat(
            "Dead letters", "Records of refused events, and messages that were given up and not sent again.",
            $"max({Here.Of("devsecops_dead_letters")})", Unit.Count, Thresholds.OrangeFromOne) with { Links = [PlatformPages.DeadLetters] };

    public static Panel Skipped() =>
        Panels.Stat(
            "Skipped", "Stored events or states that running processes could not read and left out.",
            $"sum({Here.InRange("devsecops_skipped_events_total")})", Unit.Count, Thresholds.RedFromOne);

    public static Panel HeldBack() =>
        Panels.Stat(
            "Services held back", "Services that /metrics leaves out, because there are more than Kpi:MaxServicesInMetrics, now.",
            $"max({Here.Of("devsecops_metrics_services_held_back")})", Unit.Count, Thresholds.RedFromOne);
}
