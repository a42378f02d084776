using System.Collections.Concurrent;
using System.Diagnostics;
using MetricsPlatform.Hosting.Defaults;
using MetricsPlatform.Tests.Integration.Fixtures;

namespace MetricsPlatform.Tests.Integration.Tracing;

/// <summary>The spans of one trace that have ended in this process.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public Spans()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is PlatformTraces.SourceName or "MassTransit" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == Trace)
                {
                    ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ActivityTraceId Trace { get; } = ActivityTraceId.CreateRandom();

    /// <summary>What a sender that traces its own work puts into its request.</summary>
    public string Traceparent => $"00-{Trace}-{Sender}-01";

    public ActivitySpanId Sender { get; } = ActivitySpanId.CreateRandom();

    /// <summary>Their names, in the order in which they ended.</summary>
    public IReadOnlyList<string> Names => [.. ended.Select(a => a.OperationName)];

    /// <summary>Waits for one more of a name than there are.</summary>
    public async Task Another(string name, int than = 0) =>
        await Eventually.Be(() => Task.FromResult(string.Join(", ", Names)), names => names.Split(", ").Count(n => n == name) > than);

    /// <summary>What led to a span, the nearest first; the last has the sender as its parent.</summary>
    public IReadOnlyList<string> CausesOf(string name)
    {
        var all = ended.ToDictionary(a => a.SpanId);
        var causes = new List<string>();
        var span = ended.First(a => a.OperationName == name);
        while (all.TryGetValue(span.ParentSpanId, out var parent))
        {
            causes.Add(parent.OperationName);
            span = parent;
        }
        Assert.Equal(Sender, span.ParentSpanId);
        return causes;
    }

    public void Dispose() => listener.Dispose();
}
