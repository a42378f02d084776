using JasperFx.Events;
using MetricsPlatform.Correlation.Domain.Facts;

namespace MetricsPlatform.Correlation.Store;

/// <summary>Facts that follow from one message, and the trace that it came in. The trace is stored beside the revision, where the publisher finds it.</summary>
/// <param name="Trace">W3C traceparent.</param>
public sealed record TracedFacts(IReadOnlyList<ServiceFact> Facts, string? Trace)
{
    private const string Header = "traceparent";

    /// <summary>The trace that a stored event came in; null: it was appended without one.</summary>
    public static string? TraceOf(IEvent stored) => stored.GetHeader(Header)?.ToString();

    internal IEnumerable<object> Stored() =>
        Facts.Select(fact => fact is RevisionMade revision && Trace is not null ? Event.For(revision).WithHeader(Header, Trace) : (object)fact);
}
