namespace MetricsPlatform.Contracts.Correlation;

/// <summary>All deployments of one version of a service.</summary>
public sealed record ReleaseState(string Version, IReadOnlyList<Deployment> Deployments);

/// <summary>One deployment, in any environment and with any outcome.</summary>
public sealed record Deployment(
    DateTimeOffset At, string Environment, DeploymentOutcome Outcome, string? Commit, IReadOnlyList<string> Features, string? Url,
    string Source, string Id);

/// <summary>One scope of a service. When it was scanned tell its <see cref="ScanState"/>s.</summary>
/// <param name="Kinds">Kinds of findings that its scans have listed.</param>
/// <param name="Listed">Kinds of scan that list such findings as its scans have listed.</param>
/// <param name="Retirements">Event times at which it, or its service, was retired, the earliest first.</param>
public sealed record ScopeState(
    string Tool, string Target, IReadOnlyList<FindingKind> Kinds, IReadOnlyList<ScanKind> Listed, IReadOnlyList<DateTimeOffset> Retirements);

/// <summary>One scan: when which scope was looked at, and what of it.</summary>
/// <param name="Number">Its place in the order in which the service's scans were recorded; it never changes.</param>
/// <param name="Closes">It was complete and successful: what it does not list is gone.</param>
/// <param name="Counts">It is of a main branch and not withdrawn. What did count once and does not any more is told as well.</param>
public sealed record ScanState(int Number, string Tool, string Target, DateTimeOffset At, bool Closes, string? Version, string? Commit, bool Counts);

/// <summary>One incident with its changes in their order.</summary>
public sealed record IncidentState(string Key, IReadOnlyList<IncidentChange> Changes);

/// <summary>One change of an incident.</summary>
public sealed record IncidentChange(
    DateTimeOffset At, IncidentStatus Status, string? Environment, string? Version, string? Severity, string? Url,
    IReadOnlyList<string> Features, string Source, string Id);
