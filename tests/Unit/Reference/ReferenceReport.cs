using MetricsPlatform.Contracts;

namespace MetricsPlatform.Tests.Unit.Reference;

/// <summary>The figures of docs/metrics.md at one instant, named as in the JSON of <c>GET /v1/kpis</c>. Absent is null; durations are seconds.</summary>
public sealed record ReferenceReport(
    DateTimeOffset At, IReadOnlyList<ReferenceRemediation> Remediation, IReadOnlyList<ReferenceBacklog> Backlog,
    IReadOnlyList<ReferenceReleases> Releases, IReadOnlyList<ReferenceShiftLeft> ShiftLeft, IReadOnlyList<ReferenceEscapes> Escapes,
    IReadOnlyList<ReferenceDeployments> Deployments, ReferenceFreshness Freshness, IReadOnlyList<ReferenceCoverage> Coverage,
    IReadOnlyList<ReferenceLate> LateDump, IReadOnlyList<ReferenceEscapeReason> EscapeReasons, IReadOnlyList<ReferenceDelivery> Delivery, IReadOnlyList<ReferenceTraining> Training);

public sealed record ReferenceRemediation(
    Severity Severity, string Window, int Remediated, int Opened, double DurationSeconds, double? MeanSeconds, double? MedianSeconds, double? P90Seconds,
    double? SurvivalMedianSeconds, int Due, int Met, double? NetResolveRate, double? TargetCompliance, int Triaged, double? TriageMeanSeconds);

public sealed record ReferenceBacklog(
    Severity Severity, int Open, int Accepted, int Overdue, int ClaimedFixed, double? OldestSeconds, double? MeanAgeSeconds, DateTimeOffset? OldestStart);

public sealed record ReferenceReleases(
    string Window, string Maturity, int Released, int Clean, double? Ratio, int Features, int CleanFeatures, int ShippedWithKnown);

public sealed record ReferenceShiftLeft(string Window, int High, int BeforeProduction, int AfterProduction, int Unattributed, double? Ratio);

/// <param name="Severity">The highest the finding ever had up to now.</param>
public sealed record ReferenceEscapes(Severity Severity, string Window, int Escaped);

/// <summary>Only environments and windows with a successful deployment have a row.</summary>
public sealed record ReferenceDeployments(string Environment, string Window, int Deployments);

public sealed record ReferenceFreshness(bool Stale, int Services, int StaleServices, int UnscannedServices, int StaleScopes, double StaleAfterSeconds);

public sealed record ReferenceCoverage(ScanKind Kind, int Services, int Covered, int Fresh, double? Ratio, DateTimeOffset? OldestScan, DateTimeOffset? LatestScan);

public sealed record ReferenceLate(string Window, int High, int Late, double? Ratio);

public sealed record ReferenceEscapeReason(string Window, string Reason, int Findings);

public sealed record ReferenceDelivery(
    string Window, int Changes, double ChangesPerDay, int Failed, double? ChangeFailureRatio, int Incidents, int Restored, double RestoreSeconds, double? RestoreMeanSeconds);

public sealed record ReferenceTraining(string Window, int Cwe, int Findings, int High);
