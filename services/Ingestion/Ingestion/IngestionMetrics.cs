using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Ingestion.Submissions;
using Prometheus;

namespace MetricsPlatform.Ingestion;

/// <summary>What <c>/metrics</c> says of ingestion (docs/operations.md).</summary>
public static class IngestionMetrics
{
    private static readonly CappedLabel Sources = new(200);
    private static readonly CappedLabel Types = new(50);

    private static readonly Counter ReceivedEvents = Metrics.CreateCounter(
        "devsecops_events_received_total", "Events received, whatever became of them.", "source", "type");
    private static readonly Counter RejectedEvents = Metrics.CreateCounter(
        "devsecops_events_rejected_total", "Events and whole requests refused.", "source", "reason");
    private static readonly Counter DuplicateEvents = Metrics.CreateCounter(
        "devsecops_events_duplicate_total", "Events that were accepted before.", "source");
    private static readonly Counter UnusedEvents = Metrics.CreateCounter(
        "devsecops_events_unused_total", "Events that were acknowledged and from which nothing follows.", "source", "type", "reason");
    private static readonly Counter RefusedWebhooks = Metrics.CreateCounter(
        "devsecops_webhooks_refused_total", "Webhooks whose connection nobody knows or whose signature is wrong.", "kind");
    private static readonly Gauge LastEvent = Metrics.CreateGauge(
        "devsecops_last_event_timestamp_seconds", "When the newest event of a source was accepted.", "source");
    private static readonly Gauge Pending = Metrics.CreateGauge(
        "devsecops_inbox_pending", "Accepted events that correlation has not committed yet.");
    private static readonly Gauge PendingBytes = Metrics.CreateGauge(
        "devsecops_inbox_pending_bytes", "Size of the messages that wait to be committed by correlation.");
    private static readonly Gauge DeadLetters = Metrics.CreateGauge(
        "devsecops_dead_letters", "Records of refused events, and messages that were given up and not sent again.");
    private static readonly Histogram Lag = Metrics.CreateHistogram(
        "devsecops_event_lag_seconds", "From an event's own time to its acceptance.",
        new HistogramConfiguration { Buckets = [1, 10, 60, 300, 900, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400] });
    private static readonly Histogram Freshness = Metrics.CreateHistogram(
        "devsecops_freshness_seconds", "From an event's acceptance to its visibility in the KPIs.",
        new HistogramConfiguration { Buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });

    /// <summary>A request was answered.</summary>
    public static void Taken(Submission answer, string? defaultSource, DateTimeOffset now)
    {
        if (answer.Error is { } whole)
        {
            Refused(defaultSource, whole.Reason);
        }
        foreach (var item in answer.Items)
        {
            Count(item, Sources.Of(item.Source ?? defaultSource), now);
        }
    }

    /// <summary>A request was refused before anything of it was read.</summary>
    public static void Refused(string? source, string reason) => RejectedEvents.WithLabels(Sources.Of(source), reason).Inc();

    /// <summary>A webhook came that nobody may send.</summary>
    public static void RefusedWebhook(string kind) => RefusedWebhooks.WithLabels(kind).Inc();

    /// <summary>An event became visible this long after its acceptance.</summary>
    /// <param name="trace">W3C traceparent of the request that brought it: what is told here leads to there, not to the batch that tells it.</param>
    public static void Processed(TimeSpan after, string? trace) => Freshness.Observe(
        after.TotalSeconds,
        PlatformTraces.IdsOf(trace) is var (id, span) ? Exemplar.From(Exemplar.Pair("trace_id", id), Exemplar.Pair("span_id", span)) : Exemplar.None);

    /// <summary>What stands in the inbox.</summary>
    public static void Standing(long pending, long bytes, long deadLetters)
    {
        Pending.Set(pending);
        PendingBytes.Set(bytes);
        DeadLetters.Set(deadLetters);
    }

    private static void Count(SubmissionItem item, string source, DateTimeOffset now)
    {
        ReceivedEvents.WithLabels(source, Types.Of(item.Type)).Inc();
        switch (item.Status)
        {
            case SubmissionStatus.Rejected:
                RejectedEvents.WithLabels(source, item.Error!.Reason).Inc();
                break;
            case SubmissionStatus.Duplicate:
                DuplicateEvents.WithLabels(source).Inc();
                break;
            case SubmissionStatus.Unused:
                UnusedEvents.WithLabels(source, Types.Of(item.Type), item.Because?.Reason ?? "unknown_type").Inc();
                LastEvent.WithLabels(source).Set(now.ToUnixTimeMilliseconds() / 1000.0);
                break;
            default:
                LastEvent.WithLabels(source).Set(now.ToUnixTimeMilliseconds() / 1000.0);
                break;
        }
        if (item is { Status: SubmissionStatus.Accepted, Time: { } time })
        {
            Lag.Observe(Math.Max(0, (now - time).TotalSeconds));
        }
    }
}
