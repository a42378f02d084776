using System.Text.Json.Serialization;

namespace MetricsPlatform.Contracts.Correlation;

/// <summary>Correlation has a native event in its log; Ingestion need not send it again. Sent again for a repeat.</summary>
/// <param name="Service">As it is called now; it may have been sent under a former name.</param>
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

    /// <summary>What is new, reopened and cleared of each severity that has any, worst first; null when there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeverityOutcome>? Severities { get; init; }

    /// <summary>The worst of what is new or reopened, at most <see cref="MostRisen"/>; null when nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RisenFinding>? Risen { get; init; }

    /// <summary>More are counted only.</summary>
    public const int MostRisen = 20;

    public static EventOutcome operator +(EventOutcome a, EventOutcome b) => new(
        a.Results + b.Results, a.New + b.New, a.Reopened + b.Reopened, a.Cleared + b.Cleared, a.Unchanged + b.Unchanged)
    {
        Severities = Some([.. (a.Severities ?? []).Concat(b.Severities ?? []).GroupBy(s => s.Severity).OrderByDescending(s => s.Key)
            .Select(s => new SeverityOutcome(s.Key, s.Sum(o => o.New), s.Sum(o => o.Reopened), s.Sum(o => o.Cleared)))]),
        Risen = Some([.. (a.Risen ?? []).Concat(b.Risen ?? []).OrderByDescending(f => f.Severity).Take(MostRisen)]),
    };

    private static List<T>? Some<T>(List<T> all) => all.Count > 0 ? all : null;
}

/// <summary>Findings of one severity that an event changed.</summary>
public sealed record SeverityOutcome(Severity Severity, int New, int Reopened, int Cleared);

/// <summary>A finding that an event made new or reopened.</summary>
/// <param name="Severity">Then.</param>
/// <param name="Rule">Vulnerability id or the tool's rule.</param>
/// <param name="Place">Package, file and line, resource or address; null when the report has none.</param>
public sealed record RisenFinding(string Id, bool Reopened, Severity Severity, string Rule, string? Title, string? Place);
