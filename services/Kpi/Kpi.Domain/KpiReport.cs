using MetricsPlatform.Contracts;
using MetricsPlatform.Kpi.Domain.Training;

namespace MetricsPlatform.Kpi.Domain;

/// <summary>Every figure of docs/metrics.md over a set of services at one instant. An absent figure is null, never 0. Durations are seconds.</summary>
public sealed record KpiReport(
    DateTimeOffset At, IReadOnlyList<RemediationKpi> Remediation, IReadOnlyList<BacklogKpi> Backlog, IReadOnlyList<ReleaseKpi> Releases,
    IReadOnlyList<ShiftLeftKpi> ShiftLeft, IReadOnlyList<EscapeKpi> Escapes, IReadOnlyList<DeploymentKpi> Deployments,
    FreshnessKpi Freshness, IReadOnlyList<CoverageKpi> Coverage, IReadOnlyList<LateKpi> LateDump, IReadOnlyList<EscapeReasonKpi> EscapeReasons,
    IReadOnlyList<DeliveryKpi> Delivery, IReadOnlyList<TrainingKpi> Training);

/// <summary>Remediation of one severity in one window (docs/metrics.md §3). Rows: critical, high, medium, low × windows.</summary>
/// <param name="Window">"30d".</param>
/// <param name="DurationSeconds">Sum of durations of the remediated episodes.</param>
/// <param name="TriageMeanSeconds">Mean time to triage over the episodes first triaged in the window.</param>
public sealed record RemediationKpi(
    Severity Severity, string Window, int Remediated, int Opened, double DurationSeconds, double? MeanSeconds, double? MedianSeconds, double? P90Seconds,
    double? SurvivalMedianSeconds, int Due, int Met, double? NetResolveRate, double? TargetCompliance, int Triaged, double? TriageMeanSeconds);

/// <summary>What stands at <c>now</c> (§4), one row a severity.</summary>
/// <param name="OldestStart">Start of the oldest open episode.</param>
/// <param name="Ages">How old the open ones are; youngest first.</param>
/// <param name="Kinds">Of which kind the open ones are. Rows: all kinds.</param>
public sealed record BacklogKpi(
    Severity Severity, int Open, int Accepted, int Overdue, int ClaimedFixed, double? OldestSeconds, double? MeanAgeSeconds, DateTimeOffset? OldestStart,
    IReadOnlyList<AgeKpi> Ages, IReadOnlyList<KindKpi> Kinds);

/// <summary>Open ones of an age.</summary>
/// <param name="Age">"7d": up to 7 days old, and older than what comes before; "older": the rest.</param>
public sealed record AgeKpi(string Age, int Open);

/// <summary>Open ones of a kind.</summary>
public sealed record KindKpi(FindingKind Kind, int Open);

/// <summary>Releases with zero high-severity findings caught after production (§5), one row a window and maturity ("settled", "provisional").</summary>
public sealed record ReleaseKpi(
    string Window, string Maturity, int Released, int Clean, double? Ratio, int Features, int CleanFeatures, int ShippedWithKnown);

/// <summary>Of the high-severity findings first seen in the window, how many were caught before production.</summary>
public sealed record ShiftLeftKpi(string Window, int High, int BeforeProduction, int AfterProduction, int Unattributed, double? Ratio);

/// <summary>Escapes with their first sighting in the window, by severity (high, critical).</summary>
public sealed record EscapeKpi(Severity Severity, string Window, int Escaped);

/// <summary>Successful deployments in the window, by environment.</summary>
public sealed record DeploymentKpi(string Environment, string Window, int Deployments, DateTimeOffset? Last);

/// <summary>Whether the figures rest on recent scans (§8).</summary>
/// <param name="Stale">At least one service is stale: its figures may say what is true no more.</param>
/// <param name="Services">Services that have scopes in use, or are deployed and were never scanned.</param>
/// <param name="UnscannedServices">Of the stale ones, those that were never scanned.</param>
public sealed record FreshnessKpi(bool Stale, int Services, int StaleServices, int UnscannedServices, int StaleScopes, double StaleAfterSeconds);

/// <summary>One kind of scan over the services (§8). Rows: all kinds.</summary>
/// <param name="Covered">Services with a scope of the kind in use.</param>
/// <param name="Fresh">Of those, the ones whose latest complete scan of the kind is not stale.</param>
/// <param name="Ratio">Fresh by services.</param>
/// <param name="OldestScan">Of the services' latest complete scans of the kind the oldest.</param>
/// <param name="LatestScan">Of them the newest.</param>
public sealed record CoverageKpi(ScanKind Kind, int Services, int Covered, int Fresh, double? Ratio, DateTimeOffset? OldestScan, DateTimeOffset? LatestScan);

/// <summary>Of the high-severity findings first seen in the window, how many were reported within 48 h before a deployment to production (§9).</summary>
public sealed record LateKpi(string Window, int High, int Late, double? Ratio);

/// <summary>High-severity findings that reached production with a release, by why (§9).</summary>
public sealed record EscapeReasonKpi(string Window, EscapeReason Reason, int Findings);

/// <summary>DORA's figures of software delivery (§10).</summary>
/// <param name="Changes">Successful deployments to production.</param>
/// <param name="Failed">Changes that were rolled back or that an incident followed from.</param>
/// <param name="Incidents">Incidents in production opened in the window.</param>
/// <param name="Restored">Incidents resolved in the window.</param>
/// <param name="RestoreSeconds">Sum of the times from their opening to their resolution.</param>
public sealed record DeliveryKpi(
    string Window, int Changes, double ChangesPerDay, int Failed, double? ChangeFailureRatio, int Incidents, int Restored, double RestoreSeconds, double? RestoreMeanSeconds);

/// <summary>A weakness that came again and again (§11).</summary>
/// <param name="Findings">New findings in the window that are instances of it.</param>
/// <param name="High">Those of them that were high or critical at some time.</param>
/// <param name="CheatSheet">Where a team reads how to avoid it; null: none that we know of.</param>
public sealed record TrainingKpi(string Window, int Cwe, int Findings, int High, CheatSheet? CheatSheet);
