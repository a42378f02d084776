using System.Text.Json.Serialization;

namespace MetricsPlatform.Contracts;

/// <summary>How bad a finding is. Ordered: a higher value is worse.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Severity>))]
public enum Severity { Info, Low, Medium, High, Critical }

/// <summary>What kind of weakness a finding is; decides which keys identify it (docs/metrics.md, identity).</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<FindingKind>))]
public enum FindingKind { Dependency, Code, Secret, Dynamic, Configuration, Manual }

/// <summary>What a scan looks into: the service's own code, libraries, the packages of an image's system, secrets, configuration, the running service; or a person looks.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<ScanKind>))]
public enum ScanKind { Sast, Sca, Container, Secret, Iac, Dast, Manual }

/// <summary>Where the scanned thing was running or going. Ordered: later stages are nearer to users.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Stage>))]
public enum Stage { Build, Staging, Production }

/// <summary>How a deployment ended. A rollback names in its version what runs now.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<DeploymentOutcome>))]
public enum DeploymentOutcome { Succeeded, Failed, RolledBack }

/// <summary>What somebody decided about a finding.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<TriageDecision>))]
public enum TriageDecision { FalsePositive, NotAffected, RiskAccepted, Reinstated }

/// <summary>Where a ticket stands.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<TicketStatus>))]
public enum TicketStatus { Open, InProgress, Closed }

/// <summary>Where an incident stands.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<IncidentStatus>))]
public enum IncidentStatus { Open, Resolved }

/// <summary>Enumerations on the wire are lower case with underscores (docs/events.md): <c>rolled_back</c>.</summary>
public sealed class LowerCaseEnumConverter<T>() : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
