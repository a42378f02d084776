namespace MetricsPlatform.Contracts.Ingestion;

/// <summary><c>metricsplatform.release.deployed.v1</c></summary>
public sealed record ReleaseDeployed(
    EventHeader Header, string Service, string Version, string? Commit, string Environment,
    DeploymentOutcome Outcome, IReadOnlyList<string> Features, string? Url) : NativeEvent(Header, Service);

/// <summary><c>metricsplatform.finding.triaged.v1</c></summary>
/// <param name="Until">Only with <see cref="TriageDecision.RiskAccepted"/>: the instant at which the acceptance stands no more.</param>
public sealed record FindingTriaged(
    EventHeader Header, string Service, TriageMatch Match, TriageDecision Decision, DateTimeOffset? Until,
    string? By, string? Justification) : NativeEvent(Header, Service);

/// <summary>Which findings a decision is about; one result must meet all parts.</summary>
/// <param name="Rule">Compared without case with a result's rule and aliases.</param>
/// <param name="Package">Package URL, compared as in identity keys (without version).</param>
/// <param name="Path">Compared exactly.</param>
public sealed record TriageMatch(string Rule, string? Package, string? Path);

/// <summary><c>metricsplatform.ticket.changed.v1</c></summary>
/// <param name="Rules">Vulnerability or rule ids that the ticket is about.</param>
public sealed record TicketChanged(
    EventHeader Header, string Service, string Tracker, string Key, TicketStatus Status,
    string? Url, string? Assignee, IReadOnlyList<string> Rules) : NativeEvent(Header, Service);

/// <summary><c>metricsplatform.scan.withdrawn.v1</c>: the scan never happened.</summary>
public sealed record ScanWithdrawn(
    EventHeader Header, string Service, string ScanSource, string ScanId, string? Reason, string? By) : NativeEvent(Header, Service);

/// <summary><c>metricsplatform.scope.retired.v1</c></summary>
public sealed record ScopeRetired(EventHeader Header, string Service, string Tool, string Target) : NativeEvent(Header, Service);

/// <summary><c>metricsplatform.service.retired.v1</c></summary>
public sealed record ServiceRetired(EventHeader Header, string Service) : NativeEvent(Header, Service);

/// <summary><c>metricsplatform.incident.changed.v1</c></summary>
public sealed record IncidentChanged(
    EventHeader Header, string Service, string Key, IncidentStatus Status, string? Environment, string? Version,
    string? Severity, string? Url, IReadOnlyList<string> Features) : NativeEvent(Header, Service);
