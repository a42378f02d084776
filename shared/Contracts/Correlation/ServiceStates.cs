namespace MetricsPlatform.Contracts.Correlation;

/// <summary>All deployments of one version of a service.</summary>
public sealed record ReleaseState(string Version, IReadOnlyList<Deployment> Deployments);

/// <summary>One deployment, in any environment and with any outcome.</summary>
public sealed record Deployment(
    DateTimeOffset At, string Environment, DeploymentOutcome Outcome, string? Commit, IReadOnlyList<string> Features, string? Url,
    string Source, string Id);

/// <summary>One scope of a service and how fresh it is.</summary>
/// <param name="Kinds">Kinds of findings that its scans have listed.</param>
/// <param name="LastScan">Event time of its latest main-branch scan.</param>
/// <param name="LastCompleteScan">Event time of its latest complete and successful one.</param>
/// <param name="Retired">Event time since which nobody scans it; null while somebody does.</param>
public sealed record ScopeState(
    string Tool, string Target, IReadOnlyList<FindingKind> Kinds, DateTimeOffset? LastScan, DateTimeOffset? LastCompleteScan, DateTimeOffset? Retired);

/// <summary>One incident with its changes in their order.</summary>
public sealed record IncidentState(string Key, IReadOnlyList<IncidentChange> Changes);

/// <summary>One change of an incident.</summary>
public sealed record IncidentChange(
    DateTimeOffset At, IncidentStatus Status, string? Environment, string? Version, string? Severity, string? Url,
    IReadOnlyList<string> Features, string Source, string Id);
