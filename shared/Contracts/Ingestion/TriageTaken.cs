namespace MetricsPlatform.Contracts.Ingestion;

/// <summary>Answer to <see cref="Kpi.TriageRequested"/>: the event is in the inbox for good, or was refused.</summary>
/// <param name="Submission">Where it is.</param>
/// <param name="Refusal">Why it was refused; null: it was not.</param>
public sealed record TriageTaken(Guid Request, Guid Submission, string? Refusal);
