using System.Diagnostics;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary>Spans of our own, beside those of ASP.NET Core, MassTransit and Npgsql; and how a trace goes on from what was stored.</summary>
/// <remarks>What is stored is W3C <c>traceparent</c>. MassTransit carries no <c>tracestate</c>, so it ends at the first service.</remarks>
public static class PlatformTraces
{
    public const string SourceName = "MetricsPlatform";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The trace that we are in, to be stored; null: none.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>A span under the current one.</summary>
    /// <param name="serves">Stored traces that its work is also for; the current one among them does no harm.</param>
    public static Activity? Start(string name, IEnumerable<string?>? serves = null) =>
        Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), links: LinksTo(serves, Activity.Current?.TraceId));

    /// <summary>A span under a stored one; without one it begins a trace.</summary>
    /// <param name="serves">Stored traces that its work is also for.</param>
    public static Activity? Continue(string name, string? traceparent, IEnumerable<string?>? serves = null)
    {
        var parent = Parse(traceparent) ?? default;
        return Source.StartActivity(name, ActivityKind.Internal, parent, links: LinksTo(serves, parent.TraceId));
    }

    private static List<ActivityLink>? LinksTo(IEnumerable<string?>? traces, ActivityTraceId? own)
    {
        var links = traces?.Select(Parse).OfType<ActivityContext>().Where(c => c.TraceId != own).DistinctBy(c => c.TraceId).Select(c => new ActivityLink(c)).ToList();
        return links is { Count: > 0 } ? links : null;
    }

    /// <summary>The trace and the span that a <c>traceparent</c> names, in hexadecimal digits; null when it names none that is recorded.</summary>
    public static (string Trace, string Span)? IdsOf(string? traceparent) => Parse(traceparent) is { } context && context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
        ? (context.TraceId.ToHexString(), context.SpanId.ToHexString())
        : null;

    private static ActivityContext? Parse(string? traceparent) =>
        traceparent is not null && ActivityContext.TryParse(traceparent, null, isRemote: true, out var context) ? context : null;
}
