using MetricsPlatform.Contracts;
using MetricsPlatform.Contracts.Ingestion;

namespace MetricsPlatform.Ingestion.Domain.Reports;

/// <summary>One thing that a report tells: a result, a decision, a result with a decision on it, or that an item cannot be read.</summary>
/// <param name="Match">What the decision is about.</param>
internal readonly record struct Reported(ScanResult? Result, TriageMatch? Match, Verdict? Verdict, Refusal? Problem);

/// <summary>What a report says was decided.</summary>
/// <param name="By">Null for the tool.</param>
/// <param name="At">Event time; null for that of the scan.</param>
internal sealed record Verdict(
    TriageDecision Decision, string? Justification = null, string? By = null, DateTimeOffset? At = null, DateTimeOffset? Until = null);
