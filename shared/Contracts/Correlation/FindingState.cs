namespace MetricsPlatform.Contracts.Correlation;

/// <summary>All that KPIs and pages need to know of one finding. Every KPI follows from it, at any instant.</summary>
/// <param name="Id">32 hexadecimal digits; the same whatever order the inputs came in.</param>
/// <param name="Timeline">Sorted by time, one step per instant: what it was from then on.</param>
/// <param name="Decisions">Decisions that match the finding, in their order (time, source, id).</param>
/// <param name="Tickets">Changes of tickets about the finding, in their order (time, source, id).</param>
public sealed record FindingState(
    string Id, FindingKind Kind, FirstSighting First, IReadOnlyList<TimelineStep> Timeline,
    IReadOnlyList<Decision> Decisions, IReadOnlyList<TicketChange> Tickets, FindingDetail Detail);

/// <summary>From <paramref name="At"/> on: exposed at a severity, or not exposed (<paramref name="Severity"/> null).</summary>
/// <param name="Retired">Not exposed because its scope or service was retired, not because it was fixed.</param>
public sealed record TimelineStep(DateTimeOffset At, Severity? Severity, bool Retired = false);

/// <summary>The earliest scan that lists the finding (ties: with a version, then the later stage, then source and id).</summary>
/// <param name="Severity">The severity that scan's instant gave it.</param>
public sealed record FirstSighting(
    DateTimeOffset At, Severity Severity, Stage Stage, string? Version, string? Commit, string Tool, string Target, string Source, string Id);

/// <summary>A triage decision; a later one replaces the earlier ones for good.</summary>
public sealed record Decision(
    DateTimeOffset At, TriageDecision Kind, DateTimeOffset? Until, string? By, string? Justification, string Source, string Id);

/// <summary>From <paramref name="At"/> on the ticket has this status. A ticket's first change here is when it was linked to the finding.</summary>
public sealed record TicketChange(
    DateTimeOffset At, string Tracker, string Key, TicketStatus Status, string? Url, string? Assignee, string Source, string Id);

/// <summary>What a person reads about a finding; no KPI depends on it.</summary>
/// <param name="Rules">Every rule and alias that it was seen under, the first one the most telling.</param>
/// <param name="Packages">Package URLs with every version that it was seen in.</param>
/// <param name="Locations">"path:line", resources, URLs.</param>
/// <param name="Paths">Files that it was seen in, as a decision can name them; null: in none.</param>
/// <param name="Seen">What each scope saw, as steps like the timeline's.</param>
/// <param name="Joins">Why results count as one finding: a key and the results that share it; empty when all results share their strongest key.</param>
public sealed record FindingDetail(
    string? Title, string? Description, string? Help, IReadOnlyList<string> Rules, IReadOnlyList<int> Cwe, double? Cvss,
    IReadOnlyList<string> Packages, IReadOnlyList<string> FixedIn, IReadOnlyList<string> Locations,
    IReadOnlyList<ScopeSightings> Seen, IReadOnlyList<Join> Joins, IReadOnlyList<string>? Paths = null);

/// <summary>What one scope (tool, target) saw of a finding over time.</summary>
public sealed record ScopeSightings(string Tool, string Target, IReadOnlyList<string> Rules, IReadOnlyList<TimelineStep> Steps);

/// <summary>A key that joined results: for example <c>CVE-2025-1 pkg:npm/a</c> or <c>cwe 89 src/a.py:10 @c1</c>.</summary>
/// <param name="Between">The results it joined, each as "tool rule".</param>
public sealed record Join(string Key, IReadOnlyList<string> Between);
