using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards.Platform;

/// <summary>How long things take, and what waits.</summary>
internal static class Delays
{
    private static readonly IReadOnlyList<(string Quantile, string Name)> Quantiles = [("0.5", "half within"), ("0.9", "90 % within"), ("0.99", "99 % within")];

    public static Panel AcceptanceToKpi() =>
        Distribution("Acceptance to KPI", "From an event's acceptance until the KPIs show it.", "devsecops_freshness_seconds");

    public static Panel EventToAcceptance() =>
        Distribution("Event to acceptance", "From an event's own time to its acceptance: how late senders are.", "devsecops_event_lag_seconds");

    public static Panel Computation() =>
        Distribution("Computing the KPIs", "Time to compute and render all KPIs.", "devsecops_kpi_compute_duration_seconds");

    public static Panel Inbox() =>
        Panels.Lines(
            "Waiting in the inbox", "Accepted events that correlation had not committed at each time.", Unit.Count, 8,
            new Query($"max({Here.Of("devsecops_inbox_pending")})", "waiting"));

    public static Panel InboxSize() =>
        Panels.Lines(
            "Size of what waits", "Messages in the inbox that correlation had not committed at each time. While it is too much, senders are told to come back.", Unit.Bytes, 8,
            new Query($"max({Here.Of("devsecops_inbox_pending_bytes")})", "waiting"));

    public static Panel DeadLetters() =>
        Panels.Lines(
            "Dead letters", "Records of refused events, and messages that were given up, at each time.", Unit.Count, 8,
            new Query($"max({Here.Of("devsecops_dead_letters")})", "dead letters"));

    private static Panel Distribution(string title, string description, string histogram) =>
        Panels.Lines(title, description, Unit.Seconds, 8, [.. Quantiles.Select(q => new Query(
            $"histogram_quantile({q.Quantile}, sum by (le) ({Here.Rate($"{histogram}_bucket")}))", q.Name))]);
}
