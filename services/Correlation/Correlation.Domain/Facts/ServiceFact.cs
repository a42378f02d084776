using MetricsPlatform.Contracts;

namespace MetricsPlatform.Correlation.Domain.Facts;

/// <summary>
/// A fact about one service, stored for ever in the service's stream. Its meaning never changes: a new meaning is a new type.
/// What follows from facts (presence, groups, states) is never stored, so it can be counted again.
/// </summary>
public abstract record ServiceFact;

/// <summary>Results that the service had not seen before, numbered from <paramref name="First"/> on.</summary>
public sealed record ResultsDescribed(int First, IReadOnlyList<DescribedResult> Results) : ServiceFact;

/// <summary>One weakness as one tool describes it.</summary>
/// <param name="Ids">Rule first, then the ids that denote exactly the same vulnerability: the ids that identify it.</param>
/// <param name="Mentions">Further ids, for show and for matching; no identity.</param>
public sealed record DescribedResult(
    FindingKind Kind, string Tool, IReadOnlyList<string> Ids, Severity Severity)
{
    public IReadOnlyList<string>? Mentions { get; init; }
    public double? Cvss { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Help { get; init; }
    public IReadOnlyList<int>? Cwe { get; init; }
    public string? Package { get; init; }
    public string? FixedIn { get; init; }
    public string? Path { get; init; }
    public int? Line { get; init; }
    public string? Resource { get; init; }
    public string? Url { get; init; }
    public string? Method { get; init; }
    public string? Parameter { get; init; }
    public string? Fingerprint { get; init; }

    /// <summary>Of the code at its place, where the tool has no fingerprint. Results of before there was one have none.</summary>
    public string? ContextHash { get; init; }
    public IReadOnlyList<string>? AlsoAt { get; init; }
}

/// <summary>One part of a scan of several parts is here; the scan counts when all are.</summary>
public sealed record ScanPartHeard(string Source, string Id, int Part, int Parts, int Reported, NumberSet Results) : ServiceFact;

/// <summary>A scan of one scope listed these results: those of scan <paramref name="Base"/> (in order of recording) and <paramref name="Added"/>, without <paramref name="Removed"/>.</summary>
/// <param name="At">Event time.</param>
/// <param name="Base">Null: nothing to start from.</param>
/// <param name="Reported">How many results the report had.</param>
public sealed record ScanReported(
    string Source, string Id, DateTimeOffset At, string Tool, string Target, Stage Stage, string? Version, string? Commit, string? Branch,
    bool Complete, bool Successful, int Reported, int? Base, NumberSet Added, NumberSet Removed) : ServiceFact;

/// <summary>The scan never happened.</summary>
public sealed record ScanWithdrawn(string Source, string Id, DateTimeOffset At, string ScanSource, string ScanId, string? Reason, string? By) : ServiceFact;

/// <summary>The catalogue names these main branches from here on, for all scans, earlier ones too.</summary>
public sealed record MainBranchesNamed(IReadOnlyList<string> Branches) : ServiceFact;

/// <summary>Nobody scans this scope any more.</summary>
public sealed record ScopeRetired(string Source, string Id, DateTimeOffset At, string Tool, string Target) : ServiceFact;

/// <summary>Nobody runs this service any more.</summary>
public sealed record ServiceRetired(string Source, string Id, DateTimeOffset At) : ServiceFact;

/// <summary>A deployment, in any environment and with any outcome.</summary>
public sealed record ReleaseDeployed(
    string Source, string Id, DateTimeOffset At, string Version, string? Commit, string Environment, DeploymentOutcome Outcome,
    IReadOnlyList<string> Features, string? Url) : ServiceFact;

/// <summary>A triage decision about whatever matches, now or later.</summary>
public sealed record FindingTriaged(
    string Source, string Id, DateTimeOffset At, string Rule, string? Package, string? Path, TriageDecision Decision, DateTimeOffset? Until,
    string? By, string? Justification) : ServiceFact;

/// <summary>A ticket's status and what it is about.</summary>
public sealed record TicketChanged(
    string Source, string Id, DateTimeOffset At, string Tracker, string Key, TicketStatus Status, string? Url, string? Assignee,
    IReadOnlyList<string> Rules) : ServiceFact;

/// <summary>An incident's status.</summary>
public sealed record IncidentChanged(
    string Source, string Id, DateTimeOffset At, string Key, IncidentStatus Status, string? Environment, string? Version, string? Severity,
    string? Url, IReadOnlyList<string> Features) : ServiceFact;

/// <summary>These events name somebody by a pseudonym: as who decided, or as whom a ticket is assigned to. They are stored with it too.</summary>
public sealed record NameReplaced(string Pseudonym, IReadOnlyList<EventName> Events) : ServiceFact;

/// <summary>This service is called otherwise from here on. All that is told here is told there too, and nothing is added here any more.</summary>
public sealed record RenamedTo(string Service) : ServiceFact;

/// <summary>This service was called otherwise: all that was told under that name is told here.</summary>
/// <param name="Revision">The last under the former name.</param>
public sealed record RenamedFrom(string Service, long Revision) : ServiceFact;

/// <summary>An event, by what makes it one.</summary>
public sealed record EventName(string Source, string Id);

/// <summary>One accepted change is complete. Revisions of a service count from 1 without gaps.</summary>
/// <param name="Source">Source and id of the event that made it; null for a change of the catalogue.</param>
/// <param name="Touched">The first result of every identity that the change touched.</param>
/// <param name="Severities">New, reopened and cleared by severity, worst first; null when there is nothing, or it was recorded before this was told.</param>
/// <param name="Risen">The worst of what is new or reopened; null likewise.</param>
public sealed record RevisionMade(
    long Revision, string? Source, string? Id, Guid? Submission, int Item, DateTimeOffset? AcceptedAt, NumberSet Touched,
    int Results, int New, int Reopened, int Cleared, int Unchanged,
    IReadOnlyList<SeverityChange>? Severities = null, IReadOnlyList<Risen>? Risen = null) : ServiceFact;

/// <summary>How many findings of one severity a revision changed.</summary>
public sealed record SeverityChange(Severity Severity, int New, int Reopened, int Cleared);

/// <summary>A finding that a revision made new or reopened, at the severity that it then had.</summary>
public sealed record Risen(string Finding, bool Reopened, Severity Severity);
