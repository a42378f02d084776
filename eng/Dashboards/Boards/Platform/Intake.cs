using MetricsPlatform.Dashboards.Model;

namespace MetricsPlatform.Dashboards.Boards.Platform;

/// <summary>What senders send.</summary>
internal static class Intake
{
    public static Panel Received() =>
        Panels.Stacked(
            "Events received per second", "By type, whatever became of them.", Unit.Count, 6,
            new Query($"sum by (type) ({Here.Rate("devsecops_events_received_total")})", "{{type}}"));

    public static Panel Refused() =>
        Panels.Stacked(
            "Refused per second", "Events and whole requests, by reason.", Unit.Count, 6,
            new Query(OrNone("reason", "devsecops_events_rejected_total"), "{{reason}}"));

    public static Panel Repeats() =>
        Panels.Stacked(
            "Repeats per second", "Events that were accepted before, by source. A sender that tries again is no trouble.", Unit.Count, 6,
            new Query(OrNone("source", "devsecops_events_duplicate_total"), "{{source}}"));

    public static Panel WithoutLeave() =>
        Panels.Stacked(
            "Requests without leave per second", "Requests that lacked a key, a scope or a service, by reason.", Unit.Count, 6,
            new Query(OrNone("reason", "devsecops_requests_refused_total"), "{{reason}}"));

    public static Panel Sources() =>
        Table.Of(
            "Sources, the longest silent first",
            "Sources that were heard since the processes started. Silent for: time since the latest accepted event; the alert comes at 8 days. Counts are those of the range shown.",
            24, sortBy: "Silent for", descending: true,
            Column.Of("source", "Source", PlatformPages.DeadLetters),
            new Column("Silent for", $"time() - max by (source) ({Here.Of("devsecops_last_event_timestamp_seconds")})", Unit: Unit.Seconds)
            {
                Thresholds = new Thresholds((0, "green"), (8 * 86400, "red")),
            },
            new Column("Received", Counted("received")),
            KpiColumns.Unwanted("Refused", Counted("rejected")),
            new Column("Repeats", Counted("duplicate")));

    /// <summary>Rates by a label; a line at 0 where there were none, since an empty panel looks broken.</summary>
    private static string OrNone(string label, string counter) =>
        $"sum by ({label}) ({Here.Rate(counter)}) or on () label_replace(vector(0), \"{label}\", \"none\", \"\", \"\")";

    private static string Counted(string what) => $"sum by (source) ({Here.InRange($"devsecops_events_{what}_total")})";
}
