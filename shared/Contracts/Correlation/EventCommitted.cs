using System.Text.Json.Serialization;

namespace MetricsPlatform.Contracts.Correlation;

/// <summary>Correlation has a native event in its log; Ingestion need not send it again. Sent again for a repeat.</summary>
/// <param name="Revision">The service's revision that the event made.</param>
public sealed record EventCommitted(Guid Submission, int Item, string Service, long Revision, EventOutcome Outcome);

/// <summary>What an event did, counted in findings (<paramref name="Results"/> in results of the report).</summary>
/// <param name="New">Findings that nothing had seen before.</param>
/// <param name="Reopened">Findings that were known, not exposed, and are exposed again.</param>
/// <param name="Cleared">Findings whose exposure the event ended.</param>
/// <param name="Unchanged">Findings of the report that were exposed before and still are.</param>
public sealed record EventOutcome(int Results, int New, int Reopened, int Cleared, int Unchanged)
{
    public static readonly EventOutcome Nothing = new(0, 0, 0, 0, 0);

    /// <summary>Of a decision: ids of the findings that it was about when it was recorded, at most 100.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Findings { get; init; }
}
